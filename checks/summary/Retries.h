// Retries.h - what is lost when a function is called again.
//
// "connect" that fails and leaves the failed connection in a member is no leak by itself: the
// destructor may close it. But who has failed tries again, and then the new connection goes
// over the old one. So such functions are solved twice in a row, and also those that keep a
// result in a variable which no other function names.
#ifndef CONNLINT_SUMMARY_RETRIES_H
#define CONNLINT_SUMMARY_RETRIES_H

#include "flow/Solver.h"
#include "summary/LeftBehind.h"
#include "summary/Statics.h"
#include <set>

namespace connlint {

class Retries {
public:
  /// Requires: all of them outlive this object; Effects knows the functions of Unit.
  Retries(const UnitFacts &Unit, const ResourceModel &Model, const CallGraph &Calls,
          const Statics &Variables, const EffectSource &Effects)
      : Unit(Unit), Model(Model), Calls(Calls), Variables(Variables), Effects(Effects) {}

  /// Adds what is lost to the results of the functions.
  void add(std::vector<FlowResult> &Results);

private:
  const Summary *summaryOf(size_t Function) const;
  bool isEndedAtTheEnd(size_t Function, const LeftBehind &Handle, const FlowResult &Flow) const;
  bool calls(size_t Caller, size_t Function) const;
  bool callersCleanUp(size_t Function) const;
  bool leavesIt(size_t Caller, const LeftBehind &Handle) const;
  void addLost(size_t Function, std::vector<FlowResult> &Results);

  const UnitFacts &Unit;
  const ResourceModel &Model;
  const CallGraph &Calls;
  const Statics &Variables;
  const EffectSource &Effects;
  std::set<SourcePlace> Told; ///< Acquires; who calls the function is not told again.
};

} // namespace connlint

#endif
