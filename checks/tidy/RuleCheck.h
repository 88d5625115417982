// RuleCheck.h - a rule as clang-tidy knows it: a check with its options, which turns findings
// into diagnostics. The work is done once for all of them, by UnitAnalysis.
#ifndef CONNLINT_TIDY_RULECHECK_H
#define CONNLINT_TIDY_RULECHECK_H

#include "clang-tidy/ClangTidyCheck.h"
#include "finding/Finding.h"
#include <memory>
#include <optional>

namespace connlint {

class UnitAnalysis;

class RuleCheck : public clang::tidy::ClangTidyCheck {
public:
  RuleCheck(llvm::StringRef Rule, clang::tidy::ClangTidyContext *Context);
  void registerMatchers(clang::ast_matchers::MatchFinder *Finder) override;
  void storeOptions(clang::tidy::ClangTidyOptions::OptionMap &Opts) override;

  const std::string &rule() const { return Rule; }

  /// Reports the finding with its path as notes.
  void report(const Finding &F, const clang::SourceManager &SM);
  /// Reports something the user has to put right; at the start of the main file when the
  /// place is in no file of the unit.
  void reportMistake(const std::string &Text, const SourcePlace &Place,
                     const clang::SourceManager &SM);

private:
  std::string Rule;
  std::string LevelName; ///< "error", "warning" or "note"; as the user wrote it.
  std::string Models;
  std::optional<std::string> Always; ///< Of connlint-raw-connect, when given.
  std::shared_ptr<UnitAnalysis> Unit;
};

} // namespace connlint

#endif
