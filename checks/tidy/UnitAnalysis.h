// UnitAnalysis.h - one analysis of a translation unit for all checks that clang-tidy runs on it.
#ifndef CONNLINT_TIDY_UNITANALYSIS_H
#define CONNLINT_TIDY_UNITANALYSIS_H

#include "Profiles.h"
#include "clang/ASTMatchers/ASTMatchFinder.h"
#include <memory>

namespace clang::tidy {
class ClangTidyContext;
}

namespace connlint {

class RuleCheck;

/// Lives as long as the checks of one unit, which share it. The first function definition that
/// clang-tidy meets tells it the AST; at the end of the unit it analyses and has the checks report.
class UnitAnalysis : public clang::ast_matchers::MatchFinder::MatchCallback {
public:
  /// The analysis that belongs to the context, made when there is none.
  /// Thread safety: any thread; what is returned belongs to the thread of its unit.
  static std::shared_ptr<UnitAnalysis> of(clang::tidy::ClangTidyContext &Context);

  /// The check takes part. Requires: it lives until the end of the unit.
  void add(RuleCheck &Check, clang::ast_matchers::MatchFinder &Finder);

  /// The options of .clang-tidy that are common to all checks or go to the rules.
  CheckOptions Options;
  std::map<std::string, std::string> RuleOptions;
  /// What is wrong with them, for the user.
  std::vector<std::string> Mistakes;

  void run(const clang::ast_matchers::MatchFinder::MatchResult &Result) override;
  void onEndOfTranslationUnit() override;
  /// The name that --enable-check-profile shows.
  llvm::StringRef getID() const override { return "connlint"; }

private:
  void analyse();

  std::vector<RuleCheck *> Checks;
  clang::ASTContext *Ast = nullptr;
};

} // namespace connlint

#endif
