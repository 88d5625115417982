// Analysis.h - the whole analysis of one translation unit, in one call.
//
// sources + flags -> AST -> facts -> flow (callees first) -> rules -> findings.
// The driver, the clang-tidy module and connlint-clangd all come in through here. Who analyses
// several units judges them again when it knows what the others say: without their sources.
#ifndef CONNLINT_ANALYSIS_H
#define CONNLINT_ANALYSIS_H

#include "facts/Facts.h"
#include "finding/AcquireSite.h"
#include "finding/Lenders.h"
#include "model/Annotations.h"
#include "summary/Linking.h"
#include <functional>
#include <map>
#include <string>
#include <vector>

namespace clang {
class ASTContext;
}

namespace connlint {

enum class DumpStage { None, Facts, Flow, Summaries };

struct AnalysisOptions {
  /// Rules that are off, by id. All others run.
  std::vector<std::string> DisabledRules;
  /// Rule options by "rule-suffix.option": {"raw-connect.always", "true"}.
  /// validateRuleOptions tells which exist.
  std::map<std::string, std::string> RuleOptions;
  DumpStage Dump = DumpStage::None;
  /// Findings are kept only where this holds for the file of the finding. Empty: all files
  /// that are not system headers.
  std::function<bool(const std::string &File)> InScope;
  /// What other units say of the functions that the unit calls.
  Imports Told;
  /// Fill UnitReport::Links and Parsed.
  bool WantsLinks = false;
};

/// What was looked at and what was given up, for --stats.
struct AnalysisStats {
  unsigned Functions = 0;
  unsigned RelevantFunctions = 0;
  unsigned Instructions = 0;
  /// Reason -> how often: "state limit", "no control flow graph", ...
  std::map<std::string, unsigned> GaveUp;
  /// The function that took longest to solve, and its CPU time.
  std::string SlowestFunction;
  double SlowestSeconds = 0;

  void add(const AnalysisStats &Other);
};

/// What is left of a unit when its AST is gone.
struct ParsedUnit {
  UnitFacts Facts; ///< Open.
  std::vector<AnnotatedFunction> Annotated;
};

struct UnitReport {
  std::vector<Finding> Findings; ///< Canonical order (finding/Finding.h).
  /// What functions of other units decide, sorted, each once. Who sees one unit only leaves
  /// it alone, others ask Lenders.
  std::vector<Doubt> Doubts;
  /// Functions of this unit, for the doubts of others; sorted, each once.
  std::vector<Lender> Lending;
  /// For the analysis of the units that call its functions.
  UnitLinks Links;
  /// For judging the unit again; nothing where others can tell it nothing.
  std::optional<ParsedUnit> Parsed;
  AnalysisStats Stats;
  /// Annotations that are no model, in the order of their places. The rest is analysed.
  std::vector<ModelError> BadAnnotations;
  std::string Dump; ///< Text of the stage asked for.
  /// Where connections are opened or borrowed, in files in scope; sorted, each once.
  std::vector<AcquireSite> Sites;
  /// The functions that handle connections; sorted, each once.
  std::vector<FunctionExtent> Extents;
};

/// Analyses every function of the unit that is defined in a file in scope.
/// Requires: the AST is complete (after parsing); errors in it are tolerated.
/// Thread safety: one unit per call; Model is only read.
UnitReport analyzeUnit(clang::ASTContext &Context, const ResourceModel &Model,
                       const AnalysisOptions &Options);

/// The same, of a unit that was analysed before with this Model, except that Parsed stays empty.
UnitReport judgeUnit(ParsedUnit Unit, const ResourceModel &Model, const AnalysisOptions &Options);

/// Empty when every key of RuleOptions exists and its value parses; else what is wrong.
std::string validateRuleOptions(const std::map<std::string, std::string> &RuleOptions);

} // namespace connlint

#endif
