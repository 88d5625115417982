// UnitAnalysis.cpp - settings of the unit, the analysis, and each finding to its check.
#include "tidy/UnitAnalysis.h"
#include "CompileCommands.h"
#include "UsageError.h"
#include "tidy/RuleCheck.h"
#include "clang/AST/ASTContext.h"
#include "clang/ASTMatchers/ASTMatchers.h"
#include "clang/Basic/SourceManager.h"
#include <mutex>

namespace connlint {

std::shared_ptr<UnitAnalysis> UnitAnalysis::of(clang::tidy::ClangTidyContext &Context) {
  static std::mutex Lock; // clangd works on several units at a time.
  static std::map<const void *, std::weak_ptr<UnitAnalysis>> Living;
  std::lock_guard Guard(Lock);
  std::erase_if(Living, [](const auto &Entry) { return Entry.second.expired(); });
  std::weak_ptr<UnitAnalysis> &Known = Living[&Context];
  std::shared_ptr<UnitAnalysis> Result = Known.lock();
  if (!Result)
    Known = Result = std::make_shared<UnitAnalysis>();
  return Result;
}

void UnitAnalysis::add(RuleCheck &Check, clang::ast_matchers::MatchFinder &Finder) {
  using namespace clang::ast_matchers;
  if (Checks.empty())
    Finder.addMatcher(functionDecl(isDefinition()), this);
  Checks.push_back(&Check);
}

void UnitAnalysis::run(const clang::ast_matchers::MatchFinder::MatchResult &Result) {
  Ast = Result.Context;
}

void UnitAnalysis::onEndOfTranslationUnit() {
  if (!Ast)
    return;
  try {
    analyse();
  } catch (const UsageError &Error) {
    Checks.front()->reportMistake(Error.what(), Ast->getSourceManager());
  }
}

void UnitAnalysis::analyse() {
  const clang::SourceManager &SM = Ast->getSourceManager();
  auto Main = SM.getFileEntryRefForID(SM.getMainFileID());
  if (!Main)
    return;
  llvm::StringRef Real = Main->getFileEntry().tryGetRealPathName();
  Profiles Settings(Options);
  auto How = Settings.forFile(canonicalPath((Real.empty() ? Main->getName() : Real).str()));

  AnalysisOptions Judge = How->Options;
  for (const auto &[Name, Value] : RuleOptions)
    Judge.RuleOptions[Name] = Value;
  Judge.InScope = [&](const std::string &File) {
    return !How->Settings->ignores(absolutePath(File));
  };
  UnitReport Report = analyzeUnit(*Ast, *How->Model, Judge);
  for (const Finding &F : Report.Findings)
    for (RuleCheck *Check : Checks)
      if (Check->rule() == F.Rule)
        Check->report(F, SM);
  for (const ModelError &Error : Report.BadAnnotations)
    Checks.front()->reportMistake(Error.format(), SM);
}

} // namespace connlint
