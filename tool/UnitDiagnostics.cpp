// UnitDiagnostics.cpp - formats only what is kept, because broken units have many errors.
#include "UnitDiagnostics.h"
#include "MissingHeaders.h"
#include "output/Redact.h"
#include "clang/AST/DeclarationName.h"
#include "clang/Basic/CharInfo.h"
#include "clang/Basic/DiagnosticParse.h"
#include "clang/Basic/DiagnosticSema.h"
#include "clang/Basic/SourceManager.h"
#include "clang/Lex/LexDiagnostic.h"
#include "llvm/Support/raw_ostream.h"
#include <utility>

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

/// The file around the place of a diagnostic: what is before it, and what begins there.
static std::pair<llvm::StringRef, llvm::StringRef> textAround(const clang::Diagnostic &Info) {
  if (!Info.hasSourceManager() || Info.getLocation().isInvalid())
    return {};
  const clang::SourceManager &SM = Info.getSourceManager();
  auto [File, Offset] = SM.getDecomposedSpellingLoc(Info.getLocation());
  llvm::StringRef Text = SM.getBufferDataOrNone(File).value_or("");
  Offset = std::min(Offset, unsigned(Text.size()));
  return {Text.take_front(Offset), Text.drop_front(Offset)};
}

/// Without the blanks, comments and directives at its end.
static llvm::StringRef withoutTail(llvm::StringRef Text) {
  while (true) {
    Text = Text.rtrim();
    size_t Line = Text.rfind('\n') + 1; // npos + 1 is 0
    size_t Comment = Text.drop_front(Line).find("//");
    if (Text.drop_front(Line).ltrim().starts_with("#"))
      Text = Text.take_front(Line);
    else if (Comment != llvm::StringRef::npos)
      Text = Text.take_front(Line + Comment);
    else if (Text.ends_with("*/"))
      Text = Text.take_front(Text.rfind("/*"));
    else
      return Text;
  }
}

/// Is the name that of a type, as in "PGconn *conn = …", "PGconn *conn;", "(PGconn *)p" or "gint rc;"?
/// In C the compiler takes it for a product of two unknown values, or for one of them.
static bool namesType(const clang::Diagnostic &Info, size_t NameLength) {
  auto [Before, Rest] = textAround(Info);
  Rest = Rest.drop_front(std::min(NameLength, Rest.size())).ltrim();
  const bool IsPointee = Rest.starts_with("*");
  if (!IsPointee && (Rest.empty() || !clang::isAsciiIdentifierStart(Rest.front())))
    return false;
  Rest = Rest.ltrim("* \t\r\n");
  if (Rest.consume_front("const "))
    Rest = Rest.ltrim();
  if (Rest.starts_with(")"))
    return Before.rtrim().ends_with("(");
  llvm::StringRef Declared =
      Rest.take_while([](char C) { return clang::isAsciiIdentifierContinue(C); });
  Rest = Rest.drop_front(Declared.size()).ltrim();
  if (Declared.empty() || Rest.empty())
    return false;
  if (Rest.starts_with("==") || (!IsPointee && Rest.starts_with("(")))
    return false;
  Before = withoutTail(Before);
  bool StartsStatement = Before.empty() || llvm::StringRef(";{}").contains(Before.back());
  if (Rest.starts_with("=")) // Nobody assigns to a product.
    return IsPointee || StartsStatement || Before.ends_with("(");
  return StartsStatement && llvm::StringRef(";,[").contains(Rest.front());
}

/// Does the name, in capitals, have an indented line of its own, and then something begins? So it
/// is a macro that needs no semicolon. A type there would be that of a function.
static bool standsAlone(const clang::Diagnostic &Info, llvm::StringRef Name) {
  auto [Before, Rest] = textAround(Info);
  llvm::StringRef Indent = Before.drop_front(Before.rfind('\n') + 1);
  Rest = Rest.drop_front(std::min(Name.size(), Rest.size()));
  llvm::StringRef Behind = Rest.take_until([](char C) { return C == '\n'; });
  llvm::StringRef Next = Rest.ltrim(), Last = withoutTail(Before).take_back();
  if (Last.empty() || !(llvm::StringRef(";{}:").contains(Last.front()) ||
                        clang::isAsciiIdentifierContinue(Last.front())))
    return false; // The end of an expression, or of a list.
  return !Indent.empty() && Indent.trim().empty() && Behind.trim().empty() && !Next.empty() &&
         (clang::isAsciiIdentifierStart(Next.front()) || (Next.front() == '}' && Last != "{")) &&
         llvm::count_if(Name, clang::isUppercase) > llvm::count_if(Name, clang::isLowercase);
}

/// What follows a name in the source tells what it is.
static char characterAfter(const clang::Diagnostic &Info, size_t NameLength) {
  llvm::StringRef Rest = textAround(Info).second;
  if (Rest.size() <= NameLength)
    return 0;
  const char *Text = Rest.data() + NameLength; // The buffer ends with a zero.
  if (*Text == '<')                            // "make<T>(x)", and not "out << x".
    return Text[1] == '<' || Text[1] == '=' ? 0 : '<';
  while (*Text == ' ')
    ++Text;
  if (*Text == '<')
    return 0;
  return *Text == ':' && Text[1] != ':' ? 0 : *Text;
}

/// "runtime_error" of "no member named 'runtime_error' in namespace 'std'".
static std::string standardNameIn(llvm::StringRef Message) {
  if (llvm::StringRef At = Message.split("'std::").second; !At.empty())
    return At.take_while([](char C) { return clang::isAsciiIdentifierContinue(C); }).str();
  if (Message.contains("namespace 'std'"))
    return Message.split('\'').second.split('\'').first.str();
  return {};
}

void UnitDiagnostics::noteUnknown(const clang::Diagnostic &Info) {
  switch (Info.getID()) {
  case clang::diag::err_expected_fn_body:
  case clang::diag::err_invalid_token_after_toplevel_declarator: {
    auto [Before, Behind] = textAround(Info);
    UnknownNames Found;
    Found.Macros = macrosInHead(Before, Behind);
    Unknown.add(Found);
    break;
  }
  case clang::diag::err_unknown_typename: {
    std::string Name = nameIn(Info);
    (standsAlone(Info, Name) ? Unknown.Macros.Attributes : Unknown.Types).insert(Name);
    break;
  }
  case clang::diag::err_undeclared_var_use: {
    std::string Name = nameIn(Info);
    char Next = characterAfter(Info, Name.size());
    (standsAlone(Info, Name)                       ? Unknown.Macros.Attributes
     : Next == ':' || namesType(Info, Name.size()) ? Unknown.Types
     : Next == '('                                 ? Unknown.Functions
     : Next == '<'                                 ? Unknown.Templates
                                                   : Unknown.Values)
        .insert(Name);
    llvm::StringRef Before = textAround(Info).first.rtrim(); // C declares the function by itself.
    if (Before.consume_back("(") && (Before.ends_with("ereport") || Before.ends_with("elog")))
      Unknown.Functions.insert("ereport");
    break;
  }
  case clang::diag::err_no_member:
  case clang::diag::err_typename_nested_not_found:
  case clang::diag::err_no_template:
  case clang::diag::err_template_instantiate_undefined:
  case clang::diag::err_typecheck_decl_incomplete_type: {
    llvm::SmallString<256> Message;
    Info.FormatDiagnostic(Message);
    if (std::string_view Header = standardHeaderOf(standardNameIn(Message)); !Header.empty())
      Unknown.Headers.emplace(Header);
    break;
  }
  case clang::diag::err_pp_file_not_found:
    if (Info.getArgKind(0) == clang::DiagnosticsEngine::ak_std_string) {
      const std::string &Name = Info.getArgStdStr(0);
      Missing.insert(Name);
      if (std::string File = findClientHeader(Name, ClientHeaders); !File.empty())
        Unknown.Headers.insert(std::move(File));
    }
    break;
  default: return;
  }
  Unknown.Types.erase("");
  Unknown.Functions.erase("");
  Unknown.Templates.erase("");
  Unknown.Values.erase("");
  Unknown.Macros.Attributes.erase("");
}

void UnitDiagnostics::HandleDiagnostic(clang::DiagnosticsEngine::Level Level,
                                       const clang::Diagnostic &Info) {
  if (Level < clang::DiagnosticsEngine::Error)
    return;
  std::string Place = placeOf(Info);
  if (!Place.empty())
    ++Errors;
  noteUnknown(Info);
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
