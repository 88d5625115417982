// LeakOnException.cpp - handles that are held where an exception leaves the function.
#include "rules/Check.h"

namespace connlint {

void checkLeakOnException(const CheckInput &In, std::vector<Finding> &Out) {
  for (const Incident &What : In.Flow.Incidents) {
    if (What.Kind != IncidentKind::LeftByThrow || !In.Calls.allBorrow(In.Flow, What))
      continue;
    Finding F = makeFinding(In, "connlint-leak-on-exception", What, What.Where,
                            describe(In, What) + " is still held when this exception leaves");
    F.Path.push_back({StepKind::Throw, What.Where, "thrown here", 0});
    Out.push_back(std::move(F));
  }
}

} // namespace connlint
