// UnitSolver.h - solves the functions of a unit, callees first.
//
// Functions that call each other in a circle are solved twice: first with unknown effects for
// the calls inside the circle, then with the effects that gave.
#ifndef CONNLINT_SUMMARY_UNITSOLVER_H
#define CONNLINT_SUMMARY_UNITSOLVER_H

#include "flow/Solver.h"
#include "summary/GivenArguments.h"
#include "summary/Lending.h"
#include "summary/Linking.h"
#include "summary/Statics.h"

namespace connlint {

class UnitSolver final : public EffectSource {
public:
  /// Told: what other units say of their functions. Requires: Unit and Model outlive this object.
  UnitSolver(const UnitFacts &Unit, const ResourceModel &Model, const Imports &Told = {});

  /// One result per function of the unit, in its order. Solves a second time when the
  /// first shows that unknown functions hand out handles.
  const std::vector<FlowResult> &solveAll();

  const Summary *effectsOf(const std::string &Usr,
                           const std::map<unsigned, SqlAction> &SqlTexts) const override;
  const GlobalConstant *constantAt(const std::string &Place) const override;
  bool mayChangeInCallsOf(const FunctionFacts &Function,
                          const VariableFacts &Global) const override {
    return Variables.mayChangeInCallsOf(Function, Global);
  }
  bool isScratch(const VariableFacts &Global) const override {
    return Variables.isScratch(Global, Model);
  }
  bool isAlwaysGiven(const std::string &Usr, uint32_t Parameter) const override {
    return Arguments.isAlwaysGiven(Usr, Parameter);
  }
  std::optional<uint32_t> inferredAcquire(const std::string &Function,
                                          const std::string &Callee) const override;
  /// What the functions that other units can call do with their handles. Requires: solveAll.
  std::vector<Lender> lending() const;
  /// The functions that other units can call, and have no body of, sorted. Requires: solveAll.
  std::vector<LinkedFunction> linkedFunctions() const;

private:
  void solveCircles();
  bool inferAcquires();

  const UnitFacts &Unit;
  const ResourceModel &Model;
  const LinkedSummaries Elsewhere;
  CallGraph Calls;
  Statics Variables;
  GivenArguments Arguments;
  std::map<std::string, size_t> ByUsr;
  std::map<std::string, const GlobalConstant *> Constants;
  std::map<std::string, uint32_t> Inferred;
  /// Connections, by the function they are handed out to.
  std::map<std::pair<std::string, std::string>, uint32_t> InferredFor;
  std::vector<FlowResult> Results;
  std::vector<std::optional<Summary>> Summaries;
  std::map<size_t, Lender> Lending;
  using TextKey = std::pair<size_t, std::map<unsigned, SqlAction>>;
  /// Effects for calls with a literal BEGIN, COMMIT or ROLLBACK; made on demand.
  mutable std::map<TextKey, std::unique_ptr<Summary>> ByText;
  mutable unsigned Depth = 0;
};

} // namespace connlint

#endif
