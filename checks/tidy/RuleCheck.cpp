// RuleCheck.cpp - options of a check, and findings as diagnostics with notes.
#include "tidy/RuleCheck.h"
#include "output/Levels.h"
#include "output/Notes.h"
#include "output/Redact.h"
#include "tidy/UnitAnalysis.h"
#include "clang/Basic/FileManager.h"
#include "clang/Basic/SourceManager.h"

namespace connlint {

using clang::DiagnosticIDs;

RuleCheck::RuleCheck(llvm::StringRef Name, clang::tidy::ClangTidyContext *Context)
    : ClangTidyCheck(Name, Context), Rule(Name.str()),
      LevelName(Options.get("Level", "warning").str()),
      Models(Options.getLocalOrGlobal("connlint.Models", "").str()),
      Unit(UnitAnalysis::of(*Context)) {
  // Options.get<bool> is mangled in another way by each compiler.
  if (auto Given = Options.get("Always"))
    Always = Given->str();
}

void RuleCheck::storeOptions(clang::tidy::ClangTidyOptions::OptionMap &Opts) {
  Options.store(Opts, "Level", LevelName);
  if (Rule == "connlint-raw-connect")
    Options.store(Opts, "Always", Always.value_or("false"));
}

void RuleCheck::registerMatchers(clang::ast_matchers::MatchFinder *Finder) {
  llvm::SmallVector<llvm::StringRef> Files;
  llvm::StringRef(Models).split(Files, ';', -1, /*KeepEmpty=*/false);
  Unit->Options.Models.assign(Files.begin(), Files.end());
  if (Rule == "connlint-raw-connect" && Always)
    Unit->RuleOptions["raw-connect.always"] = *Always;
  if (!parseLevel(LevelName))
    Unit->Mistakes.push_back("'" + Rule + ".Level' must be error, warning or note, not '" +
                             LevelName + "'");
  Unit->add(*this, *Finder);
}

/// Where the place is in the unit; invalid when its file is not part of it.
static clang::SourceLocation locate(const SourcePlace &Place, const clang::SourceManager &SM) {
  if (!Place.valid())
    return {};
  auto File = SM.getFileManager().getOptionalFileRef(Place.File);
  return File ? SM.translateFileLineCol(*File, Place.Line, Place.Column) : clang::SourceLocation();
}

static DiagnosticIDs::Level severity(std::string_view Name) {
  switch (parseLevel(Name).value_or(Level::Warning)) {
  case Level::Note: return DiagnosticIDs::Remark;
  case Level::Warning: return DiagnosticIDs::Warning;
  case Level::Error: return DiagnosticIDs::Error;
  }
  return DiagnosticIDs::Warning;
}

void RuleCheck::report(const Finding &F, const clang::SourceManager &SM) {
  clang::SourceLocation Where = locate(F.Place, SM);
  if (Where.isInvalid())
    return;
  diag(Where, "%0", severity(LevelName)) << redactProse(F.Message);
  forEachNote(F, [&](const SourcePlace &Place, const std::string &Message) {
    if (clang::SourceLocation At = locate(Place, SM); At.isValid())
      diag(At, "%0", DiagnosticIDs::Note) << redactProse(Message);
  });
}

void RuleCheck::reportMistake(const std::string &Text, const SourcePlace &Place,
                              const clang::SourceManager &SM) {
  clang::SourceLocation Where = locate(Place, SM);
  if (Where.isInvalid())
    Where = SM.getLocForStartOfFile(SM.getMainFileID());
  diag(Where, "%0", DiagnosticIDs::Error) << redactProse(Text);
}

} // namespace connlint
