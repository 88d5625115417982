// LostStatements.cpp - see LostStatements.h.
//
// Clang leaves out whole statements and arguments, as "return unknown::Holder<T>(conn);". Then
// nothing says that somebody got the handle, or that the path ends there; only the source does.
// Where the tree has a gap and the text does not, the text is read for names of variables.
#include "facts/LostStatements.h"
#include "facts/DeclNames.h"
#include "facts/LostText.h"
#include "facts/NamedRoles.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/ASTLambda.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"
#include "clang/Lex/Lexer.h"
#include "llvm/Support/SaveAndRestore.h"

using namespace clang;

namespace connlint {
namespace {

class Restorer : LostText {
public:
  Restorer(ASTContext &Context, FunctionDecl &Function, const ResourceModel &Model)
      : LostText(Context, Function), Function(Function), Model(Model) {}

  Stmt *restored(Stmt &S);
  Stmt *withInitializers(Stmt &Body) const;

private:
  Stmt *restoredIn(const Stmt &Parent, Stmt &S);
  bool isCaptured(const VarDecl &Variable) const;
  const VarDecl *variableNamed(StringRef Name, SourceLocation Before) const;
  bool onlyUses(const std::vector<Token> &Tokens, size_t Name) const;
  Expr *use(const std::vector<Token> &Tokens, size_t Name, const VarDecl &Variable) const;
  std::vector<Expr *> usesIn(const std::vector<Token> &Tokens, bool All = false) const;
  Stmt *jumpFor(const Chunk &Lost) const;
  Expr *placeholder(const Chunk &Lost) const;
  bool isCallThatStops(const Chunk &Lost) const;
  Stmt *statementFor(const Chunk &Lost) const;
  void fill(Range Gap, std::vector<Stmt *> &Statements) const;
  Stmt *filled(CompoundStmt &Block) const;
  Stmt *withHandlers(CompoundStmt &Block) const;
  Stmt *instead(NullStmt &S) const;
  Stmt *instead(DeclStmt &S) const;
  void restoreInitializer(const DeclStmt &S) const;
  Stmt *withArguments(RecoveryExpr &E) const;

  FunctionDecl &Function;
  const ResourceModel &Model;
  unsigned *Jumps = nullptr; ///< In the block behind a head: "continue", "break" of no other loop.
};

const VarDecl *Restorer::variableNamed(StringRef Name, SourceLocation Before) const {
  const VarDecl *Found = nullptr;
  if (const auto *Method = dyn_cast<CXXMethodDecl>(&Function);
      Method && isLambdaCallOperator(Method))
    for (const LambdaCapture &Each : Method->getParent()->captures())
      if (const auto *V =
              Each.capturesVariable() ? dyn_cast<VarDecl>(Each.getCapturedVar()) : nullptr;
          V && V->getIdentifier() && V->getName() == Name)
        Found = V;
  for (const ParmVarDecl *P : Function.parameters())
    if (P->getIdentifier() && P->getName() == Name)
      Found = P;
  for (const Decl *D : Function.decls())
    if (const auto *V = dyn_cast<VarDecl>(D);
        V && V->getIdentifier() && V->getName() == Name && !isa<ParmVarDecl>(V) &&
        SM.isBeforeInTranslationUnit(V->getLocation(), Before))
      Found = V;
  return Found;
}

/// The name is given to a function of a family that keeps and releases nothing: PQerrorMessage.
bool Restorer::onlyUses(const std::vector<Token> &Tokens, size_t Name) const {
  int Depth = 0;
  for (size_t I = Name; I-- > 0;) {
    if (Tokens[I].is(tok::r_paren))
      ++Depth;
    else if (Tokens[I].is(tok::l_paren) && --Depth < 0) {
      const FunctionModel *Called = I > 0 && Tokens[I - 1].is(tok::raw_identifier)
                                        ? Model.find(Tokens[I - 1].getRawIdentifier())
                                        : nullptr;
      return Called && Called->Releases.empty() && Called->Takes.empty();
    }
  }
  return false;
}

/// "&name", "name =", "in >> name".
static bool isChanged(const std::vector<Token> &Tokens, size_t Name) {
  return (Name > 0 && Tokens[Name - 1].isOneOf(tok::amp, tok::greatergreater)) ||
         (Name + 1 < Tokens.size() && Tokens[Name + 1].is(tok::equal));
}

/// The variable is that of the function around our closure.
bool Restorer::isCaptured(const VarDecl &Variable) const {
  return Variable.getDeclContext() != &Function && Variable.hasLocalStorage();
}

/// A number or a pointer is given by its value, unless it is changed.
Expr *Restorer::use(const std::vector<Token> &Tokens, size_t Name, const VarDecl &Variable) const {
  SourceLocation Where = Tokens[Name].getLocation();
  QualType Type = Variable.getType().getNonReferenceType();
  Expr *Place = DeclRefExpr::Create(Context, NestedNameSpecifierLoc(), SourceLocation(),
                                    const_cast<VarDecl *>(&Variable), isCaptured(Variable), Where,
                                    Type, VK_LValue);
  if (Variable.isInvalidDecl()) // As Clang has it, for Lowering::brokenVariable.
    return RecoveryExpr::Create(Context, Context.DependentTy, Where, Where,
                                Type->getContainedDeducedType() ? ArrayRef(Place)
                                                                : ArrayRef<Expr *>());
  if (!Type->isScalarType() || isChanged(Tokens, Name))
    return Place;
  return ImplicitCastExpr::Create(Context, Type.getUnqualifiedType(), CK_LValueToRValue, Place,
                                  nullptr, VK_PRValue, FPOptionsOverride());
}

/// All: also what is only looked at.
std::vector<Expr *> Restorer::usesIn(const std::vector<Token> &Tokens, bool All) const {
  std::vector<Expr *> Uses;
  for (size_t I = 0; I < Tokens.size(); ++I) {
    if (Tokens[I].isNot(tok::raw_identifier) ||
        (I > 0 && Tokens[I - 1].isOneOf(tok::period, tok::arrow, tok::coloncolon)))
      continue;
    const VarDecl *V = variableNamed(Tokens[I].getRawIdentifier(), Tokens[I].getLocation());
    if (V && (All || isChanged(Tokens, I) || !onlyUses(Tokens, I)))
      Uses.push_back(use(Tokens, I, *V));
  }
  return Uses;
}

Expr *Restorer::placeholder(const Chunk &Lost) const {
  return RecoveryExpr::Create(Context, Context.DependentTy, Lost.First.getLocation(),
                              Lost.Last.getLocation(), usesIn(Lost.Tokens));
}

/// "framework::stop("no rows: " + text)" of a header that is not there: it throws.
bool Restorer::isCallThatStops(const Chunk &Lost) const {
  size_t Name = 0;
  while (Name + 2 < Lost.Tokens.size() && Lost.Tokens[Name + 1].is(tok::coloncolon))
    Name += 2;
  if (Name == 0 || Name + 1 >= Lost.Tokens.size() || Lost.Tokens[Name].isNot(tok::raw_identifier) ||
      Lost.Tokens[Name + 1].isNot(tok::l_paren) ||
      !isNamedToStop(Lost.Tokens[Name].getRawIdentifier()))
    return false;
  return llvm::any_of(ArrayRef(Lost.Tokens).drop_front(Name + 2), [&](const Token &T) {
    const VarDecl *Given =
        T.is(tok::raw_identifier) ? variableNamed(T.getRawIdentifier(), T.getLocation()) : nullptr;
    return T.is(tok::string_literal) || (Given && isText(Given->getType()));
  });
}

/// "continue", or "if (!row) continue", which Clang drops as a whole: what the condition speaks of is
/// not followed from there on.
Stmt *Restorer::jumpFor(const Chunk &Lost) const {
  StringRef Last = Lost.Last.is(tok::raw_identifier) ? Lost.Last.getRawIdentifier() : StringRef();
  const bool IsTested = Lost.First.is(tok::raw_identifier) && Lost.First.getRawIdentifier() == "if";
  if ((Last != "continue" && Last != "break") || !(IsTested || Lost.Tokens.size() == 1))
    return nullptr;
  ++*Jumps;
  SourceLocation Where = Lost.Last.getLocation();
  Stmt *Jump = Last == "break" ? static_cast<Stmt *>(new (Context) BreakStmt(Where))
                               : new (Context) ContinueStmt(Where);
  if (!IsTested)
    return Jump;
  Stmt *Parts[] = {RecoveryExpr::Create(Context, Context.DependentTy, Lost.First.getLocation(),
                                        Where, usesIn(Lost.Tokens, /*All=*/true)),
                   Jump};
  SourceLocation Begin = Lost.First.getLocation();
  Expr *Unknown = RecoveryExpr::Create(Context, Context.DependentTy, Begin, Begin, {});
  return IfStmt::Create(Context, Begin, IfStatementKind::Ordinary, nullptr, nullptr, Unknown, Begin,
                        Begin, CompoundStmt::Create(Context, Parts, {}, Begin, Where));
}

/// Null: what is lost is nothing to us. Of "if (acquire(&handle)) return lost;" Clang drops all,
/// the acquire too; the handle is not followed from there on.
Stmt *Restorer::statementFor(const Chunk &Lost) const {
  StringRef Word = Lost.First.is(tok::raw_identifier) ? Lost.First.getRawIdentifier() : StringRef();
  if (isCallThatStops(Lost))
    return new (Context)
        CXXThrowExpr(placeholder(Lost), Context.VoidTy, Lost.First.getLocation(), false);
  if (Stmt *Jump = Jumps ? jumpFor(Lost) : nullptr)
    return Jump;
  if (Word != "return" && Word != "throw") {
    std::vector<Expr *> Uses = usesIn(Lost.Tokens);
    return Uses.empty() ? nullptr : placeholder(Lost);
  }
  Chunk Value = Lost;
  Value.Tokens.erase(Value.Tokens.begin());
  if (Value.Tokens.empty())
    return nullptr;
  Value.First = Value.Tokens.front();
  SourceLocation Where = Lost.First.getLocation();
  if (Word == "return")
    return ReturnStmt::Create(Context, Where, placeholder(Value), nullptr);
  return new (Context) CXXThrowExpr(placeholder(Value), Context.VoidTy, Where, false);
}

void Restorer::fill(Range Gap, std::vector<Stmt *> &Statements) const {
  if (Gap.Begin < Gap.End)
    for (const Chunk &Lost : chunksOf(Gap))
      if (Stmt *New = statementFor(Lost))
        Statements.push_back(New);
}

Stmt *Restorer::filled(CompoundStmt &Block) const {
  std::optional<Range> Whole = rangeOf(Block);
  if (!Whole || Block.getLBracLoc().isMacroID() || Block.getRBracLoc().isMacroID())
    return &Block;
  std::vector<Stmt *> Statements;
  Range Gap{Whole->Begin + 1, 0};
  for (Stmt *S : Block.body()) {
    std::optional<Range> Known = rangeOf(*S);
    if (!Known)
      return &Block;
    Gap.End = Known->Begin;
    fill(Gap, Statements);
    Statements.push_back(S);
    Gap.Begin = std::max(Gap.Begin, Known->End);
  }
  Gap.End = Whole->End - 1;
  fill(Gap, Statements);
  if (Statements.size() == Block.size())
    return &Block;
  return CompoundStmt::Create(Context, Statements,
                              Block.hasStoredFPFeatures() ? Block.getStoredFPFeatures()
                                                          : FPOptionsOverride(),
                              Block.getLBracLoc(), Block.getRBracLoc());
}

/// "PG_TRY(); { ...; last(); } PG_CATCH(); { ... }" where no header of the server tells what that is:
/// either the last statement is done, or the handler.
Stmt *Restorer::withHandlers(CompoundStmt &Block) const {
  std::vector<Stmt *> Statements(Block.body_begin(), Block.body_end());
  for (size_t I = 1; I + 1 < Statements.size(); ++I) {
    auto *Call = dyn_cast<CallExpr>(Statements[I]);
    const FunctionDecl *Callee = Call ? Call->getDirectCallee() : nullptr;
    auto *Tried = dyn_cast<CompoundStmt>(Statements[I - 1]);
    auto *Handler = dyn_cast<CompoundStmt>(Statements[I + 1]);
    if (!Callee || !Callee->getIdentifier() || Callee->getName() != "PG_CATCH" || !Handler)
      continue;
    std::vector<Stmt *> Parts;
    if (Tried)
      Parts.assign(Tried->body_begin(), Tried->body_end());
    Stmt *Last = Parts.empty() || isa<DeclStmt>(Parts.back()) ? nullptr : Parts.back();
    if (Last)
      Parts.pop_back();
    SourceLocation Where = Call->getBeginLoc();
    Parts.push_back(IfStmt::Create(Context, Where, IfStatementKind::Ordinary, nullptr, nullptr,
                                   Call, Where, Where, Handler, Last ? Where : SourceLocation(),
                                   Last));
    Statements[I - (Tried ? 1 : 0)] =
        CompoundStmt::Create(Context, Parts, FPOptionsOverride(),
                             Tried ? Tried->getLBracLoc() : Where, Handler->getRBracLoc());
    const auto First = Statements.begin() + static_cast<std::ptrdiff_t>(I) + (Tried ? 0 : 1);
    Statements.erase(First, Statements.begin() + static_cast<std::ptrdiff_t>(I) + 2);
  }
  if (Statements.size() == Block.size())
    return &Block;
  return CompoundStmt::Create(Context, Statements, FPOptionsOverride(), Block.getLBracLoc(),
                              Block.getRBracLoc());
}

/// The expression with placeholders for the arguments that Clang left out.
Stmt *Restorer::withArguments(RecoveryExpr &E) const {
  std::optional<Range> Whole = rangeOf(E);
  ArrayRef<Expr *> Parts = E.subExpressions();
  if (!Whole || E.getBeginLoc().isMacroID() || E.getEndLoc().isMacroID() ||
      E.getBeginLoc() == E.getEndLoc())
    return &E;
  std::vector<Expr *> All;
  Range Gap{Whole->Begin, 0};
  auto Fill = [&] {
    if (Gap.Begin >= Gap.End)
      return;
    Chunk Lost;
    auto Finish = [&] {
      if (!Lost.Tokens.empty() && !usesIn(Lost.Tokens).empty()) {
        Lost.First = Lost.Tokens.front();
        Lost.Last = Lost.Tokens.back();
        All.push_back(placeholder(Lost));
      }
      Lost = {};
    };
    int Depth = 0;
    for (const Token &T : tokensOf(Gap)) {
      Depth += T.isOneOf(tok::l_paren, tok::l_square, tok::l_brace);
      Depth -= T.isOneOf(tok::r_paren, tok::r_square, tok::r_brace);
      if (T.is(tok::comma) && Depth <= (All.size() < 2 ? 1 : 0)) // The first gap has the "(".
        Finish();
      else
        Lost.Tokens.push_back(T);
    }
    Finish();
  };
  for (Expr *Part : Parts) {
    std::optional<Range> Known = rangeOf(*Part);
    if (!Known)
      return &E;
    Gap.End = Known->Begin;
    Fill();
    All.push_back(Part);
    Gap.Begin = std::max(Gap.Begin, Known->End);
  }
  Gap.End = Whole->End;
  Fill();
  if (All.size() == Parts.size())
    return &E;
  return RecoveryExpr::Create(Context, E.getType(), E.getBeginLoc(), E.getEndLoc(), All);
}

/// "if (x) unknown::call(conn);": Clang has an empty statement for it, where it begins.
Stmt *Restorer::instead(NullStmt &S) const {
  std::optional<Range> Known = rangeOf(S);
  std::optional<Range> Whole = rangeOf(*Function.getBody());
  if (!Known || !Whole || S.getSemiLoc().isMacroID() || Text[Known->Begin] == ';' ||
      Text[Known->Begin] == '}')
    return &S;
  std::vector<Chunk> Chunks = chunksOf({Known->Begin, Whole->End});
  Stmt *New = Chunks.empty() ? nullptr : statementFor(Chunks.front());
  return New ? New : &S;
}

/// "unknown::call(conn);": Clang takes it for a variable of that name.
Stmt *Restorer::instead(DeclStmt &S) const {
  const auto *Variable = S.isSingleDecl() ? dyn_cast<VarDecl>(S.getSingleDecl()) : nullptr;
  std::optional<Range> Known = rangeOf(S);
  if (!Variable || !Variable->isInvalidDecl() || !Variable->getIdentifier() || !Known)
    return &S;
  std::vector<Chunk> Chunks = chunksOf(*Known);
  if (Chunks.size() != 1)
    return &S;
  ArrayRef<Token> Tokens = Chunks.front().Tokens;
  const size_t Count = Tokens.size();
  bool IsCall = Count >= 6 && Tokens[1].is(tok::coloncolon) && Tokens[Count - 1].is(tok::r_paren) &&
                Tokens[Count - 2].is(tok::raw_identifier) &&
                Tokens[Count - 2].getRawIdentifier() == Variable->getName() &&
                Tokens[Count - 3].is(tok::l_paren) && Tokens[Count - 4].is(tok::raw_identifier) &&
                Tokens[Count - 5].is(tok::coloncolon);
  Stmt *New = IsCall ? statementFor(Chunks.front()) : nullptr;
  return New ? New : &S;
}

/// "std::shared_ptr<T> p{conn, unknown::free};": Clang keeps the variable without what it is made of.
void Restorer::restoreInitializer(const DeclStmt &S) const {
  auto *Variable =
      S.isSingleDecl() ? dyn_cast<VarDecl>(const_cast<Decl *>(S.getSingleDecl())) : nullptr;
  std::optional<Range> Known = rangeOf(S);
  if (!Variable || Variable->getInit() || !Known)
    return;
  for (Chunk &Declaration : chunksOf(*Known)) {
    std::vector<Token> &Tokens = Declaration.Tokens;
    auto Name = llvm::find_if(
        Tokens, [&](const Token &T) { return T.getLocation() == Variable->getLocation(); });
    if (Name == Tokens.end() || Name + 1 == Tokens.end() ||
        !(Name + 1)->isOneOf(tok::l_brace, tok::l_paren, tok::equal))
      continue;
    Tokens.erase(Tokens.begin(), Name + 1);
    Declaration.First = Tokens.front();
    Variable->setInit(placeholder(Declaration));
    return;
  }
}

static bool isStatementIn(const Stmt &Parent, const Stmt &S) {
  if (const auto *If = dyn_cast<IfStmt>(&Parent))
    return If->getThen() == &S || If->getElse() == &S;
  if (const auto *Case = dyn_cast<clang::SwitchCase>(&Parent)) // Not its label.
    return Case->getSubStmt() == &S;
  return isa<CompoundStmt, LabelStmt>(Parent);
}

/// "PG_RETURN_NULL();", "RETURN_FALSE;": a macro of a header that is not there.
static bool returns(const Expr &E) {
  const Expr *Plain = E.IgnoreParenImpCasts();
  const NamedDecl *Named = nullptr;
  if (const auto *Call = dyn_cast<CallExpr>(Plain)) {
    const FunctionDecl *Callee = Call->getDirectCallee();
    Named = Callee && isUndeclared(*Callee) ? Callee : nullptr;
  } else if (const auto *Ref = dyn_cast<DeclRefExpr>(Plain)) {
    Named = Ref->getDecl();
  }
  return Named && Named->getIdentifier() && isReturnMacro(Named->getName());
}

/// The block behind such a head is a loop if the head is called like one, or if it is left like one.
Stmt *Restorer::restoredIn(const Stmt &Parent, Stmt &S) {
  if (auto *E = dyn_cast<Expr>(&S); E && isStatementIn(Parent, S) && returns(*E))
    return ReturnStmt::Create(Context, E->getBeginLoc(), E, nullptr);
  auto *Block = isa<CompoundStmt>(Parent) ? dyn_cast<CompoundStmt>(&S) : nullptr;
  StringRef Head = Block ? headOf(*Block) : StringRef();
  if (Head.empty())
    return restored(S);
  unsigned Found = 0;
  llvm::SaveAndRestore Inside(Jumps, &Found);
  Stmt *Body = restored(S);
  if (Found == 0 && !isNamedLikeLoop(Head))
    return Body;
  SourceLocation Where = Block->getLBracLoc();
  Expr *Goes = RecoveryExpr::Create(Context, Context.DependentTy, Where, Where, {});
  return WhileStmt::Create(Context, nullptr, Goes, Body, Where, Where, Where);
}

/// The statement, or what takes its place; its parts are replaced where they are.
Stmt *Restorer::restored(Stmt &S) {
  if (isa<LambdaExpr>(S)) // Its body is that of another function.
    return &S;
  for (Stmt *&Child : S.children())
    if (Stmt *New = Child ? restoredIn(S, *Child) : nullptr; New != Child)
      Child = New;
  if (auto *Block = dyn_cast<CompoundStmt>(&S))
    return filled(*cast<CompoundStmt>(withHandlers(*Block)));
  if (auto *Empty = dyn_cast<NullStmt>(&S))
    return instead(*Empty);
  if (auto *Declares = dyn_cast<DeclStmt>(&S)) {
    restoreInitializer(*Declares);
    return instead(*Declares);
  }
  if (auto *Broken = dyn_cast<RecoveryExpr>(&S))
    return withArguments(*Broken);
  return &S;
}

/// One of the initialisers is that of a class that Clang does not know either. What it is given may
/// own the new object from now on: "QObject(parent)".
static bool initializesBase(const CXXRecordDecl &Class, const std::vector<Token> &Initializers) {
  unsigned Depth = 0;
  for (size_t I = 0; I < Initializers.size(); ++I) {
    const Token &T = Initializers[I];
    if (T.isOneOf(tok::r_paren, tok::r_brace) && Depth > 0)
      --Depth;
    if (T.isOneOf(tok::l_paren, tok::l_brace) && Depth++ == 0 && I > 0 &&
        Initializers[I - 1].is(tok::raw_identifier) &&
        llvm::none_of(Class.fields(), [&](const FieldDecl *Field) {
          return Field->getName() == Initializers[I - 1].getRawIdentifier();
        }))
      return true;
  }
  return false;
}

/// "Link(PGconn *c) : conn(Holder<PGconn>(c)) {}" of a class whose member Clang does not know: what
/// the lost initialisers speak of is used in the body.
Stmt *Restorer::withInitializers(Stmt &Body) const {
  const auto *Constructor = dyn_cast<CXXConstructorDecl>(&Function);
  const FunctionTypeLoc Head = Constructor ? Function.getFunctionTypeLoc() : FunctionTypeLoc();
  auto *Block = dyn_cast<CompoundStmt>(&Body);
  std::optional<Range> Whole = Block ? rangeOf(Body) : std::nullopt;
  if (!Head || !Whole || Head.getRParenLoc().isMacroID() ||
      SM.getFileID(Head.getRParenLoc()) != File)
    return &Body;
  Chunk Lost;
  for (const Token &T : tokensOf({SM.getFileOffset(Head.getRParenLoc()) + 1, Whole->Begin})) {
    bool IsKnown = llvm::any_of(Constructor->inits(), [&](const CXXCtorInitializer *Each) {
      return Each->isWritten() &&
             !SM.isBeforeInTranslationUnit(T.getLocation(), Each->getSourceRange().getBegin()) &&
             !SM.isBeforeInTranslationUnit(Each->getSourceRange().getEnd(), T.getLocation());
    });
    if (!IsKnown)
      Lost.Tokens.push_back(T);
  }
  std::vector<Expr *> Uses = usesIn(Lost.Tokens);
  if (Uses.empty())
    return &Body;
  SourceLocation Where = Lost.Tokens.front().getLocation();
  if (initializesBase(*Constructor->getParent(), Lost.Tokens))
    Uses.push_back(CXXThisExpr::Create(Context, Where, Constructor->getThisType(), true));
  std::vector<Stmt *> Statements{RecoveryExpr::Create(Context, Context.DependentTy, Where,
                                                      Lost.Tokens.back().getLocation(), Uses)};
  Statements.insert(Statements.end(), Block->body_begin(), Block->body_end());
  return CompoundStmt::Create(Context, Statements, FPOptionsOverride(), Block->getLBracLoc(),
                              Block->getRBracLoc());
}

} // namespace

void restoreLostStatements(ASTContext &Context, FunctionDecl &Function,
                           const ResourceModel &Model) {
  if (!Context.getDiagnostics().hasErrorOccurred() || !Function.doesThisDeclarationHaveABody())
    return;
  Stmt *Body = Function.getBody();
  Restorer Restores(Context, Function, Model);
  if (Stmt *New = Restores.withInitializers(*Restores.restored(*Body)); New != Body)
    Function.setBody(New);
}

} // namespace connlint
