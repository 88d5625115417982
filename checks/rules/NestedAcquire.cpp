// NestedAcquire.cpp - a second acquire from the same source while one is held: with a pool
// of N, N threads that do this at once wait for each other for ever.
#include "rules/Check.h"

namespace connlint {

void checkNestedAcquire(const CheckInput &In, std::vector<Finding> &Out) {
  for (const Incident &What : In.Flow.Incidents) {
    if (What.Kind != IncidentKind::NestedAcquire)
      continue;
    // The leak of the first one is the mistake that counts.
    bool Lost = std::ranges::any_of(In.Flow.Incidents, [&](const Incident &Other) {
      return Other.Kind == IncidentKind::Overwritten && Other.Origin == What.Origin &&
             Other.Where.Line == What.Where.Line;
    });
    if (Lost)
      continue;
    std::string Held = resourceName(In, In.Flow.Origins[What.Origin]);
    if (!What.Variable.empty())
      Held += " '" + What.Variable + "'";
    Finding F = makeFinding(In, "connlint-nested-acquire", What, What.Where,
                            What.Api + " acquires a second connection from the same source while " +
                                Held + " is held");
    if (What.Other.valid())
      F.Related.push_back({What.Other, "the second acquire"});
    F.Path.push_back({StepKind::Acquire, What.Where, "acquired again", 0});
    Out.push_back(std::move(F));
  }
}

} // namespace connlint
