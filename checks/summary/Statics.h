// Statics.h - who can change the variables that only one unit sees.
#ifndef CONNLINT_SUMMARY_STATICS_H
#define CONNLINT_SUMMARY_STATICS_H

#include "model/ResourceModel.h"
#include "summary/CallGraph.h"
#include <set>

namespace connlint {

class Statics {
public:
  /// Requires: Unit and Calls outlive this object.
  Statics(const UnitFacts &Unit, const CallGraph &Calls);

  /// While the function is in a call of code that is not seen: can that come back to a function
  /// which changes the variable? A number that other units see is taken as an option: they set
  /// it once, before.
  bool mayChangeInCallsOf(const FunctionFacts &Function, const VariableFacts &Global) const;
  /// A static variable that several functions use, each for its own: none of them reads what
  /// another one, or its own last call, has left there.
  bool isScratch(const VariableFacts &Global, const ResourceModel &Model) const;
  /// No way through the function comes to a read of the variable before a write, and the address of
  /// the variable goes nowhere.
  static bool writesFirst(const FunctionFacts &F, int64_t Variable, const ResourceModel &Model);
  /// A static variable that no other function has to do with.
  bool isNamedOnlyBy(const std::string &Global, size_t Function) const;

private:
  bool isWrittenBesides(const FunctionFacts &Function, const VariableFacts &Global) const;

  const UnitFacts &Unit;
  const CallGraph &Calls;
  /// Functions that change a static variable of the unit, or a number that others see.
  std::map<std::string, std::set<size_t>> Writers;
  mutable std::map<std::pair<std::string, std::string>, bool> Changing; ///< By USR and variable.
  mutable std::map<std::string, bool> Scratch;
};

} // namespace connlint

#endif
