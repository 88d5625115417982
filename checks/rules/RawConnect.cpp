// RawConnect.cpp - physical connects beside a pool. Needs no flow: the call is the finding.
// Silent in units that are the pool, and where the model allows it.
#include "rules/AcquireSites.h"

namespace connlint {

/// The pool lends what this call connects: both have a type in common.
static bool isPooled(const CheckInput &In, uint32_t Resource) {
  const ResourceType &Raw = In.Model.resources()[Resource];
  return std::ranges::any_of(In.Pools, [&](uint32_t Pool) {
    const ResourceType &Lease = In.Model.resources()[Pool];
    return std::ranges::find_first_of(Raw.TypeNames, Lease.TypeNames) != Raw.TypeNames.end();
  });
}

void checkRawConnect(const CheckInput &In, std::vector<Finding> &Out) {
  auto Option = In.Options.find("raw-connect.always");
  bool Always = Option != In.Options.end() && Option->second == "true";
  if ((!Always && In.Pools.empty()) || mayConnect(In))
    return;
  for (const BlockFacts &Block : In.Function.Blocks)
    for (const Instruction &I : Block.Instructions) {
      const FunctionModel *M = I.Kind == Op::Call ? In.Model.find(I.Name) : nullptr;
      if (!M)
        continue;
      bool Raw = false, Pooled = false;
      for (const AcquireEffect &A : M->Acquires) {
        Raw |= A.Raw;
        Pooled |= A.Raw && isPooled(In, A.Resource);
      }
      for (const ConnectEffect &C : M->Connects) {
        Raw |= C.Raw;
        Pooled |= C.Raw && isPooled(In, C.Resource);
      }
      if (!Raw || (!Always && !Pooled))
        continue;
      Finding F;
      F.Rule = "connlint-raw-connect";
      F.Place = In.Function.Places[I.Place];
      F.Message =
          I.Name + (Pooled ? " bypasses the connection pool" : " opens a connection of its own");
      F.Function = In.Function.Name;
      F.FunctionUsr = In.Function.Usr;
      F.Family = M->Family;
      F.Api = I.Name;
      Out.push_back(std::move(F));
    }
}

} // namespace connlint
