// LostCleanup.cpp - an attribute that the compiler dropped, or a closure that went into an object of
// a class that it does not know.
//
// "__attribute__((cleanup(f)))" leaves no trace in the AST where f is unknown, or is a nested
// function as GCC has them. Only the source still says that something cleans up: the text of
// the declaration, or of the macros that make it.
#include "facts/LostCleanup.h"
#include "facts/DeclNames.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/ExprCXX.h"
#include "clang/Lex/Lexer.h"

using namespace clang;

namespace connlint {
namespace {

/// Text of the file around a place, as tokens without comments.
class Tokens {
public:
  /// Start: a place in the same file.
  Tokens(const ASTContext &Context, FileID File, unsigned Start)
      : Lex(Context.getSourceManager().getLocForStartOfFile(File), Context.getLangOpts(),
            textOf(Context, File).begin(), textOf(Context, File).begin() + Start,
            textOf(Context, File).end()) {}

  static StringRef textOf(const ASTContext &Context, FileID File) {
    bool Invalid = false;
    StringRef Text = Context.getSourceManager().getBufferData(File, &Invalid);
    return Invalid ? StringRef() : Text;
  }

  bool next(Token &T) { return !Lex.LexFromRawLexer(T); }

private:
  Lexer Lex;
};

bool isAttribute(const Token &T) {
  return T.is(tok::raw_identifier) &&
         (T.getRawIdentifier() == "cleanup" || T.getRawIdentifier() == "__cleanup__");
}

/// The definition of a macro around the place, "#define auto_free __attribute__((cleanup(f)))".
struct MacroDefinition {
  StringRef Name;
  bool CleansUp = false;
};

MacroDefinition macroAround(const ASTContext &Context, FileID File, size_t Offset) {
  MacroDefinition Macro;
  StringRef Text = Tokens::textOf(Context, File);
  if (Offset >= Text.size())
    return Macro;
  size_t Start = Offset;
  while (Start > 0 && !(Text[Start - 1] == '\n' && !Text.take_front(Start - 1).ends_with("\\")))
    --Start;
  Tokens Lex(Context, File, static_cast<unsigned>(Start));
  bool IsDefine = false;
  Token T;
  for (bool First = true; Lex.next(T) && (First || !T.isAtStartOfLine()); First = false) {
    Macro.CleansUp |= isAttribute(T);
    if (!T.is(tok::raw_identifier) || !Macro.Name.empty())
      continue;
    if (IsDefine)
      Macro.Name = T.getRawIdentifier();
    IsDefine = T.getRawIdentifier() == "define";
  }
  return Macro;
}

/// Before its value the declaration speaks of a cleanup: the attribute, or a macro for it.
bool declarationCleansUp(const ASTContext &Context, SourceLocation Name, StringRef Variable,
                         CleanupMacros &Macros) {
  auto [File, Offset] = Context.getSourceManager().getDecomposedLoc(Name);
  StringRef Text = Tokens::textOf(Context, File);
  size_t Before = Text.take_front(Offset).find_last_of(";{}");
  Tokens Lex(Context, File, Before == StringRef::npos ? 0 : static_cast<unsigned>(Before) + 1);
  for (Token T; Lex.next(T) && !T.isOneOf(tok::equal, tok::semi);)
    if (T.is(tok::raw_identifier) && T.getRawIdentifier() != Variable &&
        (T.getRawIdentifier().contains_insensitive("cleanup") ||
         Macros.contains(T.getRawIdentifier())))
      return true;
  return false;
}

bool mentions(const Stmt &S, const VarDecl &Variable) {
  const auto *Ref = dyn_cast<DeclRefExpr>(&S);
  return (Ref && Ref->getDecl() == &Variable) || llvm::any_of(S.children(), [&](const Stmt *Child) {
           return Child && mentions(*Child, Variable);
         });
}

/// A call in there is given the variable.
bool passesOn(const Stmt &S, const VarDecl &Variable) {
  if (const auto *Call = dyn_cast<CallExpr>(&S))
    if (llvm::any_of(Call->arguments(),
                     [&](const Expr *Arg) { return Arg && mentions(*Arg, Variable); }))
      return true;
  return llvm::any_of(S.children(),
                      [&](const Stmt *Child) { return Child && passesOn(*Child, Variable); });
}

/// A closure in there refers to the variable, and gives it to a function.
bool capturesByReference(const Stmt &S, const VarDecl &Variable) {
  if (const auto *Lambda = dyn_cast<LambdaExpr>(&S))
    return llvm::any_of(Lambda->captures(), [&](const LambdaCapture &Each) {
      return Each.capturesVariable() && Each.getCaptureKind() == LCK_ByRef &&
             Each.getCapturedVar() == &Variable && passesOn(*Lambda->getBody(), Variable);
    });
  return llvm::any_of(S.children(), [&](const Stmt *Child) {
    return Child && capturesByReference(*Child, Variable);
  });
}

/// "const QScopeGuard guard = qScopeGuard([&variable] { ... })", of a class that is not known.
bool isInUnknownGuard(const VarDecl &Variable) {
  const auto *Function = dyn_cast<FunctionDecl>(Variable.getDeclContext());
  return Function && llvm::any_of(Function->decls(), [&](const Decl *D) {
           const auto *Guard = dyn_cast<VarDecl>(D);
           const Expr *Made = Guard && Guard != &Variable ? Guard->getInit() : nullptr;
           return Made && (Made->containsErrors() || isStandIn(Guard->getType())) &&
                  capturesByReference(*Made, Variable);
         });
}

} // namespace

void CleanupMacros::lookInto(FileID File) {
  StringRef Text = Tokens::textOf(Context, File);
  for (size_t At = Text.find("cleanup"); At != StringRef::npos; At = Text.find("cleanup", At + 1))
    if (MacroDefinition Macro = macroAround(Context, File, At); Macro.CleansUp)
      Names->insert(Macro.Name);
}

bool CleanupMacros::contains(StringRef Name) {
  auto Known = Context.Idents.find(Name);
  if (Known == Context.Idents.end() || !Known->getValue()->hadMacroDefinition())
    return false;
  if (!Names) {
    Names.emplace();
    const SourceManager &SM = Context.getSourceManager();
    for (unsigned Index = 0; Index < SM.local_sloc_entry_size(); ++Index) {
      const SrcMgr::SLocEntry &Entry = SM.getLocalSLocEntry(Index);
      if (Entry.isFile() && !SrcMgr::isSystem(Entry.getFile().getFileCharacteristic()))
        lookInto(SM.getFileID(SourceLocation::getFromRawEncoding(Entry.getOffset())));
    }
  }
  return Names->contains(Name);
}

bool hasLostCleanup(const VarDecl &Variable, CleanupMacros &Macros) {
  const ASTContext &Context = Variable.getASTContext();
  if (!Variable.isLocalVarDecl() || Variable.isStaticLocal() || Variable.hasAttr<CleanupAttr>() ||
      !Variable.getIdentifier())
    return false;
  if (isInUnknownGuard(Variable))
    return true;
  if (!Context.getDiagnostics().hasErrorOccurred())
    return false;
  const SourceManager &SM = Context.getSourceManager();
  SourceLocation Where = Variable.getLocation();
  while (Where.isMacroID()) {
    const auto [File, Offset] = SM.getDecomposedSpellingLoc(Where);
    if (!SM.isMacroArgExpansion(Where) && macroAround(Context, File, Offset).CleansUp)
      return true;
    Where = SM.getImmediateExpansionRange(Where).getBegin();
  }
  return declarationCleansUp(Context, Where, Variable.getName(), Macros);
}

bool hasLostCleanup(const FunctionDecl &Function, CleanupMacros &Macros) {
  return llvm::any_of(Function.decls(), [&](const Decl *D) {
    const auto *Variable = dyn_cast<VarDecl>(D);
    return Variable && hasLostCleanup(*Variable, Macros);
  });
}

} // namespace connlint
