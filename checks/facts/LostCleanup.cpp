// LostCleanup.cpp - variables whose cleanup the compiler dropped: an attribute, or a closure that
// went into an object of a class that it does not know.
//
// "__attribute__((cleanup(f)))" leaves no trace in the AST where f is unknown, or is a nested
// function as GCC has them. Only the source still says that something cleans up: the text of
// the declaration, or of the macros that make it.
#include "facts/Lowering.h"
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

/// The definition of the macro around the place has a cleanup attribute.
bool macroCleansUp(const ASTContext &Context, SourceLocation InMacro) {
  auto [File, Offset] = Context.getSourceManager().getDecomposedLoc(InMacro);
  StringRef Text = Tokens::textOf(Context, File);
  if (Offset >= Text.size())
    return false;
  size_t Start = Offset;
  while (Start > 0 && !(Text[Start - 1] == '\n' && !Text.take_front(Start - 1).ends_with("\\")))
    --Start;
  Tokens Lex(Context, File, Start);
  Token T;
  for (bool First = true; Lex.next(T) && (First || !T.isAtStartOfLine()); First = false)
    if (isAttribute(T))
      return true;
  return false;
}

/// A macro of that name is defined in the project, with a cleanup attribute: "auto_free".
bool isCleanupMacro(const ASTContext &Context, StringRef Name) {
  auto Known = Context.Idents.find(Name);
  if (Known == Context.Idents.end() || !Known->getValue()->hadMacroDefinition())
    return false;
  const SourceManager &SM = Context.getSourceManager();
  for (unsigned Index = 0; Index < SM.local_sloc_entry_size(); ++Index) {
    const SrcMgr::SLocEntry &Entry = SM.getLocalSLocEntry(Index);
    if (!Entry.isFile() || SrcMgr::isSystem(Entry.getFile().getFileCharacteristic()))
      continue;
    SourceLocation Start = SourceLocation::getFromRawEncoding(Entry.getOffset());
    StringRef Text = Tokens::textOf(Context, SM.getFileID(Start));
    for (size_t At = Text.find(Name); At != StringRef::npos; At = Text.find(Name, At + 1))
      if (Text.take_front(At).rtrim(" \t").ends_with("define") &&
          macroCleansUp(Context, Start.getLocWithOffset(static_cast<int>(At))))
        return true;
  }
  return false;
}

/// Before its value the declaration speaks of a cleanup: the attribute, or a macro for it.
bool declarationCleansUp(const ASTContext &Context, SourceLocation Name, StringRef Variable) {
  auto [File, Offset] = Context.getSourceManager().getDecomposedLoc(Name);
  StringRef Text = Tokens::textOf(Context, File);
  size_t Before = Text.take_front(Offset).find_last_of(";{}");
  Tokens Lex(Context, File, Before == StringRef::npos ? 0 : static_cast<unsigned>(Before) + 1);
  for (Token T; Lex.next(T) && !T.isOneOf(tok::equal, tok::semi);)
    if (T.is(tok::raw_identifier) && T.getRawIdentifier() != Variable &&
        (T.getRawIdentifier().contains_insensitive("cleanup") ||
         isCleanupMacro(Context, T.getRawIdentifier())))
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

bool hasLostCleanup(const VarDecl &Variable) {
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
    if (!SM.isMacroArgExpansion(Where) && macroCleansUp(Context, SM.getSpellingLoc(Where)))
      return true;
    Where = SM.getImmediateExpansionRange(Where).getBegin();
  }
  return declarationCleansUp(Context, Where, Variable.getName());
}

bool hasLostCleanup(const FunctionDecl &Function) {
  return llvm::any_of(Function.decls(), [](const Decl *D) {
    const auto *Variable = dyn_cast<VarDecl>(D);
    return Variable && hasLostCleanup(*Variable);
  });
}

} // namespace connlint
