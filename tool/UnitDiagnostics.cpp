// UnitDiagnostics.cpp - formats only what is kept, because broken units have many errors.
#include "UnitDiagnostics.h"
#include "output/Redact.h"
#include "clang/AST/DeclarationName.h"
#include "clang/Basic/DiagnosticSema.h"
#include "clang/Basic/SourceManager.h"
#include "clang/Lex/LexDiagnostic.h"
#include "llvm/Support/raw_ostream.h"

namespace connlint {

static constexpr size_t MaxKept = 400;

static std::string placeOf(const clang::Diagnostic &Info) {
  if (!Info.hasSourceManager() || Info.getLocation().isInvalid())
    return "";
  clang::PresumedLoc Loc = Info.getSourceManager().getPresumedLoc(Info.getLocation());
  if (Loc.isInvalid())
    return "";
  return std::string(Loc.getFilename()) + ":" + std::to_string(Loc.getLine()) + ":" +
         std::to_string(Loc.getColumn()) + ": ";
}

/// The plain identifier a diagnostic is about, or empty.
static std::string nameIn(const clang::Diagnostic &Info) {
  if (Info.getArgKind(0) == clang::DiagnosticsEngine::ak_identifierinfo)
    return Info.getArgIdentifier(0)->getName().str();
  if (Info.getArgKind(0) == clang::DiagnosticsEngine::ak_declarationname) {
    auto Name = clang::DeclarationName::getFromOpaqueInteger(Info.getRawArg(0));
    if (const clang::IdentifierInfo *Id = Name.getAsIdentifierInfo())
      return Id->getName().str();
  }
  return {};
}

void UnitDiagnostics::HandleDiagnostic(clang::DiagnosticsEngine::Level Level,
                                       const clang::Diagnostic &Info) {
  if (Level < clang::DiagnosticsEngine::Error)
    return;
  std::string Place = placeOf(Info);
  if (!Place.empty())
    ++Errors;
  if (Info.getID() == clang::diag::err_pp_file_not_found &&
      Info.getArgKind(0) == clang::DiagnosticsEngine::ak_std_string)
    Missing.insert(Info.getArgStdStr(0));
  if (Info.getID() == clang::diag::err_unknown_typename)
    Unknown.Types.insert(nameIn(Info));
  else if (Info.getID() == clang::diag::err_undeclared_var_use)
    Unknown.Values.insert(nameIn(Info));
  Unknown.Types.erase("");
  Unknown.Values.erase("");
  std::string &Kept = Place.empty() ? FlagError : CodeError;
  if (!Kept.empty() && !Print)
    return;
  llvm::SmallString<256> Message;
  Info.FormatDiagnostic(Message);
  if (Kept.empty()) {
    Kept = Place + Message.str().str();
    if (Kept.size() > MaxKept)
      Kept.resize(MaxKept), Kept += " …"; // Some quote a whole command.
  }
  if (Print)
    llvm::errs() << redactProse(Place + "error: " + Message.str().str()) << "\n";
}

} // namespace connlint
