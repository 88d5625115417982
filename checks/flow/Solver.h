// Solver.h - the typestate analysis of one function.
//
// Forward, path-sensitive within limits: the states of a block are processed one by one, a
// state that was seen is not processed again, and once a block has seen many, states with
// equal obligations are joined. Callees come in as summaries.
#ifndef CONNLINT_FLOW_SOLVER_H
#define CONNLINT_FLOW_SOLVER_H

#include "facts/Facts.h"
#include "flow/FlowResult.h"

namespace connlint {

/// Where the solver gets the effects of functions that the unit defines.
class EffectSource {
public:
  virtual ~EffectSource() = default;
  /// The summary of a function, or null if it is not known (yet). SqlTexts are the
  /// actions of literal SQL texts among the arguments, by parameter.
  virtual const Summary *effectsOf(const std::string &Usr,
                                   const std::map<unsigned, SqlAction> &SqlTexts) const = 0;
  /// What a global's initialiser puts into a place of it for good, "table[1].open"; or null.
  virtual const GlobalConstant *constantAt(const std::string &Place) const = 0;
  /// While Function is in a call of code that is not seen, the global may be changed: it is
  /// visible outside of the unit, or a function that can be reached from there changes it.
  virtual bool mayChangeInCallsOf(const FunctionFacts &Function,
                                  const VariableFacts &Global) const = 0;
  /// Nobody reads the global before writing to it, so what a function leaves in it is lost.
  virtual bool isScratch(const VariableFacts &Global) const = 0;
  /// Whoever calls the function gives this parameter the address of something.
  virtual bool isAlwaysGiven(const std::string &, uint32_t /*Parameter*/) const { return false; }
  /// The resource that an unknown function hands out to Function, judged by what the unit does
  /// with what it returns; nullopt if nothing tells.
  virtual std::optional<uint32_t> inferredAcquire(const std::string &Function,
                                                  const std::string &Callee) const = 0;
};

struct SolverLimits {
  /// From so many states at a block on, states of equal obligations are joined...
  unsigned StatesPerBlock = 16;
  unsigned StatesPerLoopHead = 6;
  unsigned StatesWithoutObligation = 4; ///< ... and sooner where nothing is owed yet.
  unsigned ShapesPerBlock = 28;         ///< More different obligations than this: given up.
  unsigned Steps = 100'000;             ///< Instructions; then the function is given up.
};

/// Solves Function. SqlTexts: parameters that are known to be such SQL text.
/// Requires: Function is well formed (verifyFacts in FactsText.h).
/// Thread safety: no shared state besides Model and Callees, which are only read.
FlowResult solve(const FunctionFacts &Function, const ResourceModel &Model,
                 const EffectSource &Callees, const std::map<unsigned, SqlAction> &SqlTexts = {},
                 const SolverLimits &Limits = {});

/// What a text of SQL does to the transaction of its connection: the last word counts.
SqlAction classifySql(std::string_view Text);

} // namespace connlint

#endif
