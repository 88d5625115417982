// HeldAcrossBlockingCall.cpp - a connection that nobody else can use while this thread waits.
// The connection of main() belongs to the whole program and is left alone.
#include "rules/Check.h"
#include <algorithm>

namespace connlint {

/// One finding per connection, at the first place where it waits.
void checkHeldAcrossBlockingCall(const CheckInput &In, std::vector<Finding> &Out) {
  if (In.Function.Name == "main")
    return;
  std::map<uint32_t, std::vector<const Incident *>> ByOrigin;
  for (const Incident &What : In.Flow.Incidents)
    if (What.Kind == IncidentKind::HeldWhileBlocking && In.Calls.allBorrow(In.Flow, What))
      ByOrigin[What.Origin].push_back(&What);
  std::map<std::pair<SourcePlace, std::string>, size_t> Reported;
  for (auto &[Origin, Waits] : ByOrigin) {
    std::ranges::sort(Waits, {}, [](const Incident *I) { return I->Where; });
    const Incident &First = *Waits.front();
    auto [Same, New] = Reported.try_emplace({First.Where, First.Variable}, Out.size());
    if (!New) { // Opened again, such as after a failure.
      Out[Same->second].Related.push_back({In.Flow.Origins[Origin].Place, "or acquired here"});
      continue;
    }
    Finding F = makeFinding(In, "connlint-held-across-blocking-call", First, First.Where,
                            describe(In, First) + " is held across " + First.Api);
    F.Path.push_back({StepKind::Use, First.Where, "waits here", 0});
    for (size_t I = 1; I < Waits.size(); ++I)
      F.Related.push_back({Waits[I]->Where, "also held across " + Waits[I]->Api});
    Out.push_back(std::move(F));
  }
}

} // namespace connlint
