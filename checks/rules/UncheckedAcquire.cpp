// UncheckedAcquire.cpp - handles that are used although nobody looked whether the acquire
// succeeded. Reported at the acquire: that is where the check is missing.
#include "rules/Check.h"

namespace connlint {

void checkUncheckedAcquire(const CheckInput &In, std::vector<Finding> &Out) {
  std::set<uint32_t> Seen;
  for (const Incident &What : In.Flow.Incidents) {
    if (What.Kind != IncidentKind::UsedUnchecked || !Seen.insert(What.Origin).second)
      continue;
    const Origin &From = In.Flow.Origins[What.Origin];
    bool Status = In.Model.resources()[From.Resource].Check == RequiredCheck::Status;
    // These APIs only fail, they do not crash: a check that comes late still handles it.
    if (Status && In.Flow.StatusAsked.contains(What.Origin))
      continue;
    // Where the check is missing: after the acquire, or after the connect on its handle.
    bool Connects = What.Other.valid();
    Finding F =
        makeFinding(In, "connlint-unchecked-acquire", What, Connects ? What.Other : From.Place,
                    describe(In, What) + " is used without a " +
                        (Connects ? "check that this connect worked"
                         : Status ? "status check"
                                  : "null check"));
    F.Related = {{What.Where, What.Api.empty() ? "used here" : "used here by " + What.Api}};
    F.Path.push_back({StepKind::Use, What.Where, "used unchecked", 0});
    Out.push_back(std::move(F));
  }
}

} // namespace connlint
