// UnitAnalysis.cpp - settings of the unit, the analysis, and each finding to its check.
#include "tidy/UnitAnalysis.h"
#include "CompileCommands.h"
#include "Suppressions.h"
#include "UsageError.h"
#include "tidy/RuleCheck.h"
#include "clang/AST/ASTContext.h"
#include "clang/ASTMatchers/ASTMatchers.h"
#include "clang/Basic/FileManager.h"
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
  if (std::string Mistake = validateRuleOptions(RuleOptions); !Mistake.empty())
    Mistakes.push_back(Mistake);
  try {
    if (Mistakes.empty())
      analyse();
  } catch (const UsageError &Error) {
    Mistakes.push_back(Error.what());
  }
  for (const std::string &Mistake : Mistakes)
    Checks.front()->reportMistake(Mistake, {}, Ast->getSourceManager());
}

namespace {

/// NOLINT where the handle was acquired. At the finding itself clang-tidy looks for it.
class CommentsAtAcquires {
public:
  explicit CommentsAtAcquires(const clang::SourceManager &SM) : SM(SM) {}

  bool suppress(const Finding &F) {
    if (F.Related.empty() || !F.Related.front().Place.valid())
      return false;
    const SourcePlace &Acquire = F.Related.front().Place;
    return commentsOf(Acquire.File).suppresses(F.Rule, Acquire.Line, Acquire.Column);
  }

private:
  /// As the compiler read the file: an editor's text need not be saved.
  const FileSuppressions &commentsOf(const std::string &Path) {
    auto It = Files.find(Path);
    if (It == Files.end()) {
      auto File = SM.getFileManager().getOptionalFileRef(Path);
      clang::FileID Id = File ? SM.translateFile(*File) : clang::FileID();
      auto Text = Id.isValid() ? SM.getBufferDataOrNone(Id) : std::nullopt;
      It = Files.emplace(Path, FileSuppressions(Text.value_or(""))).first;
    }
    return It->second;
  }

  const clang::SourceManager &SM;
  std::map<std::string, FileSuppressions> Files;
};

} // namespace

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
  CommentsAtAcquires Comments(SM);
  for (const Finding &F : Report.Findings)
    for (RuleCheck *Check : Checks)
      if (Check->rule() == F.Rule && !Comments.suppress(F))
        Check->report(F, SM);
  for (const ModelError &E : Report.BadAnnotations)
    Checks.front()->reportMistake(E.Message, {E.File, E.Line, E.Column, 0}, SM);
}

} // namespace connlint
