// AcquireSites.cpp - classes of acquires, from where the solver says handles come from.
#include "rules/AcquireSites.h"
#include <algorithm>
#include <fnmatch.h>

namespace connlint {

bool mayConnect(const CheckInput &In) {
  return In.IsPool || std::ranges::any_of(In.Model.rawAllowedIn(), [&](const std::string &Pattern) {
           const std::string &File = In.Function.Place.File;
           return In.Function.Name == Pattern || In.Function.Name.starts_with(Pattern + "::") ||
                  fnmatch(Pattern.c_str(), File.c_str(), 0) == 0 ||
                  fnmatch(("*/" + Pattern).c_str(), File.c_str(), 0) == 0;
         });
}

static AcquireClass classOf(const CheckInput &In, const Origin &From) {
  const ResourceType &Resource = In.Model.resources()[From.Resource];
  if (Resource.Kind == ResourceKind::Lease)
    return AcquireClass::Pooled;
  // A function that another family than the handle's own declares is the user's wrapper.
  const FunctionModel *M = In.Model.find(From.Api);
  if (From.Inner.valid() || !M || (!From.Raw && M->Family != Resource.Family))
    return AcquireClass::Wrapper;
  return mayConnect(In) ? AcquireClass::PoolCode : AcquireClass::Raw;
}

/// The solver also follows handles that come in from outside, from the call that releases
/// them on: those are no acquires.
static bool isAcquire(const CheckInput &In, const Origin &From) {
  const FunctionModel *M = In.Model.find(From.Inner.valid() ? From.InnerApi : From.Api);
  if (!M)
    return false;
  return std::ranges::find(M->Acquires, From.Resource, &AcquireEffect::Resource) !=
             M->Acquires.end() ||
         std::ranges::find(M->Connects, From.Resource, &ConnectEffect::Resource) !=
             M->Connects.end();
}

void addAcquireSites(const CheckInput &In, std::vector<AcquireSite> &Out) {
  for (const Origin &From : In.Flow.Origins) {
    const ResourceType &Resource = In.Model.resources()[From.Resource];
    bool IsConnection =
        Resource.Kind == ResourceKind::Connection || Resource.Kind == ResourceKind::Lease;
    if (IsConnection && !From.IsTransaction && From.Place.valid() && isAcquire(In, From))
      Out.push_back({From.Place, classOf(In, From), In.Function.Name, Resource.Family, From.Api});
  }
}

} // namespace connlint
