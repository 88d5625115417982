// HeldAcrossBlockingCall.cpp - a connection that nobody else can use while this thread waits.
// The connection of main() belongs to the whole program and is left alone.
#include "rules/Check.h"

namespace connlint {

void checkHeldAcrossBlockingCall(const CheckInput &In, std::vector<Finding> &Out) {
  if (In.Function.Name == "main")
    return;
  for (const Incident &What : In.Flow.Incidents) {
    if (What.Kind != IncidentKind::HeldWhileBlocking ||
        !In.Calls.allBorrow(In.Flow, What))
      continue;
    Finding F = makeFinding(In, "connlint-held-across-blocking-call", What, What.Where,
                            describe(In, What) + " is held across " + What.Api);
    F.Path.push_back({StepKind::Use, What.Where, "waits here", 0});
    Out.push_back(std::move(F));
  }
}

} // namespace connlint
