// BodyIndex.cpp - one walk over a body, before it is lowered.
#include "facts/BodyIndex.h"
#include "facts/DeclNames.h"
#include "clang/AST/Attr.h"

using namespace clang;

namespace connlint {

const Expr *objectMaker(const Expr *E) {
  while (E) {
    if (const auto *Paren = dyn_cast<ParenExpr>(E)) {
      E = Paren->getSubExpr();
    } else if (const auto *Full = dyn_cast<FullExpr>(E)) {
      E = Full->getSubExpr();
    } else if (const auto *Bind = dyn_cast<CXXBindTemporaryExpr>(E)) {
      E = Bind->getSubExpr();
    } else if (const auto *List = dyn_cast<InitListExpr>(E); List && List->isTransparent()) {
      E = List->getInit(0); // T x{f()};
    } else if (const auto *Cast = dyn_cast<CastExpr>(E);
               Cast && Cast->isPRValue() &&
               (Cast->getCastKind() == CK_NoOp || Cast->getCastKind() == CK_ConstructorConversion ||
                Cast->getCastKind() == CK_UserDefinedConversion)) {
      E = Cast->getSubExpr();
    } else if (const auto *Construct = dyn_cast<CXXConstructExpr>(E);
               Construct && Construct->isElidable() && Construct->getNumArgs() >= 1 &&
               isa<MaterializeTemporaryExpr>(Construct->getArg(0)->IgnoreImpCasts())) {
      E = cast<MaterializeTemporaryExpr>(Construct->getArg(0)->IgnoreImpCasts())->getSubExpr();
    } else {
      break;
    }
  }
  return E;
}

const BlockExpr *cleanupBlockOf(const VarDecl &Variable) {
  if (!Variable.hasAttr<CleanupAttr>() || !Variable.getInit())
    return nullptr;
  return dyn_cast<BlockExpr>(Variable.getInit()->IgnoreParenImpCasts());
}

bool isCoroutine(const FunctionDecl &Function) {
  return isa_and_nonnull<CoroutineBodyStmt>(Function.getBody());
}

const CallExpr *awaitedCoroutine(const CoroutineSuspendExpr &E) {
  const auto *Await = dyn_cast<CoawaitExpr>(&E);
  const auto *Call = Await ? dyn_cast_or_null<CallExpr>(objectMaker(Await->getOperand())) : nullptr;
  const FunctionDecl *Callee = Call ? Call->getDirectCallee() : nullptr;
  return Callee && isCoroutine(*Callee) ? Call : nullptr;
}

const CallExpr *promiseCallOf(const CoyieldExpr &E) {
  return dyn_cast_or_null<CallExpr>(objectMaker(E.getOperand()));
}

const CallExpr *promiseCallOf(const CoreturnStmt &Return) {
  return dyn_cast_or_null<CallExpr>(objectMaker(Return.getPromiseCall()));
}

void BodyIndex::noteProtocol(const Stmt *S, const Stmt *But) {
  if (!S || S == But)
    return;
  Protocol.insert(S);
  for (const Stmt *Child : S->children())
    noteProtocol(Child, But);
}

/// The call is not made, but its arguments are.
void BodyIndex::notePromiseCall(const CallExpr *Call) {
  if (!Call)
    return;
  Protocol.insert(Call);
  noteProtocol(Call->getCallee(), nullptr);
}

void BodyIndex::noteAwait(const CoroutineSuspendExpr &E) {
  for (const Expr *Step : {E.getReadyExpr(), E.getSuspendExpr(), E.getResumeExpr()})
    noteProtocol(Step, nullptr);
  if (const auto *Yield = dyn_cast<CoyieldExpr>(&E)) {
    notePromiseCall(promiseCallOf(*Yield));
  } else if (const CallExpr *Call = awaitedCoroutine(E)) {
    Awaited.insert(Call);
    noteProtocol(E.getCommonExpr(), Call);
    noteProtocol(E.getOperand(), Call);
  }
}

BodyIndex::BodyIndex(const FunctionDecl &Function) {
  if (const auto *Constructor = dyn_cast<CXXConstructorDecl>(&Function))
    for (const CXXCtorInitializer *Init : Constructor->inits())
      if (Init->getInit()) {
        Initializers[objectMaker(Init->getInit())] = Init;
        visit(*Init->getInit(), nullptr, nullptr);
      }
  if (const Stmt *Body = Function.getBody())
    visit(*Body, nullptr, nullptr);
}

bool BodyIndex::isInside(const CXXTryStmt *Inner, const CXXTryStmt *Outer) const {
  for (; Inner; Inner = Tries.lookup(Inner))
    if (Inner == Outer)
      return true;
  return !Outer;
}

const VarDecl *BodyIndex::brokenVariable(llvm::StringRef Name, SourceLocation Where,
                                         const SourceManager &SM) const {
  const VarDecl *Found = nullptr;
  for (const BrokenVariable &B : Broken)
    if (B.Variable->getName() == Name &&
        SM.isBeforeInTranslationUnit(SM.getFileLoc(B.Variable->getLocation()), Where) &&
        (B.End.isInvalid() || !SM.isBeforeInTranslationUnit(SM.getFileLoc(B.End), Where)))
      Found = B.Variable;
  return Found;
}

void BodyIndex::noteVariable(const VarDecl &Variable, const Stmt *Scope) {
  if (const BlockExpr *Block = cleanupBlockOf(Variable))
    CleanupBlocks.insert(Block);
  if (Variable.isInvalidDecl() && Variable.getIdentifier() && !Variable.isStaticLocal())
    Broken.push_back({&Variable, Scope ? Scope->getEndLoc() : SourceLocation()});
  if (Variable.getInit() && Variable.getType()->isRecordType())
    Variables[objectMaker(Variable.getInit())] = &Variable;
}

void BodyIndex::noteLoopVariables(const Stmt *Declaration) {
  if (const auto *Decls = dyn_cast_or_null<DeclStmt>(Declaration))
    for (const Decl *D : Decls->decls())
      if (const auto *Variable = dyn_cast<VarDecl>(D))
        LoopVariables.insert(Variable);
}

/// S is not what its parent asks, but what it does.
static bool isDone(const Stmt &S, const Stmt &Parent) {
  if (const auto *If = dyn_cast<IfStmt>(&Parent))
    return If->getCond() != &S;
  if (const auto *Loop = dyn_cast<ForStmt>(&Parent))
    return Loop->getBody() == &S;
  if (const auto *Loop = dyn_cast<WhileStmt>(&Parent))
    return Loop->getBody() == &S;
  if (const auto *Loop = dyn_cast<DoStmt>(&Parent))
    return Loop->getBody() == &S;
  return isa<CompoundStmt, LabelStmt, clang::SwitchCase>(Parent);
}

/// "CHECK(p)" of "(void)(CHECK(p) << text << number)".
static const Expr *withoutOutput(const Expr &Whole) {
  const Expr *E = Whole.IgnoreParenCasts()->IgnoreUnlessSpelledInSource();
  while (true) {
    const Expr *Left = nullptr;
    if (const auto *Output = dyn_cast<BinaryOperator>(E); Output && Output->getOpcode() == BO_Shl)
      Left = Output->getLHS();
    if (const auto *Call = dyn_cast<CXXOperatorCallExpr>(E);
        Call && Call->getOperator() == OO_LessLess && Call->getNumArgs() == 2)
      Left = Call->getArg(0);
    if (!Left)
      return E;
    E = Left->IgnoreParenCasts()->IgnoreUnlessSpelledInSource();
  }
}

void BodyIndex::noteStatement(const Stmt &S, const Stmt &Parent) {
  const auto *E = dyn_cast<Expr>(&S);
  if (!E || !isDone(S, Parent))
    return;
  E = withoutOutput(*E);
  const auto *Call = dyn_cast<CallExpr>(E);
  const FunctionDecl *Callee = Call ? Call->getDirectCallee() : nullptr;
  if (isa<RecoveryExpr>(E) || (Callee && isUndeclared(*Callee)))
    Statements.insert(E);
}

/// What "second" is asked of: a call, or the variable that keeps what it has returned.
void BodyIndex::noteSecond(const Expr &Pair) {
  const Expr *From = objectMaker(Pair.IgnoreImplicit());
  if (const auto *Ref = dyn_cast<DeclRefExpr>(From->IgnoreParenImpCasts()))
    if (const auto *Variable = dyn_cast<VarDecl>(Ref->getDecl()); Variable && Variable->getInit())
      From = objectMaker(Variable->getInit()->IgnoreImplicit());
  if (const auto *Call = dyn_cast<CXXMemberCallExpr>(From->IgnoreParenImpCasts()))
    AskedIfPut.insert(Call);
}

void BodyIndex::visit(const Stmt &S, const Stmt *Parent, const CXXTryStmt *Try) {
  if (Try)
    Tries[&S] = Try;
  if (Parent)
    noteStatement(S, *Parent);
  if (const auto *Block = dyn_cast<CXXTryStmt>(&S)) {
    if (!Try)
      Tries[&S] = nullptr;
    visit(*Block->getTryBlock(), &S, Block);
    for (unsigned I = 0; I < Block->getNumHandlers(); ++I)
      visit(*Block->getHandler(I), &S, Try);
    return;
  }
  if (const auto *Decls = dyn_cast<DeclStmt>(&S)) {
    for (const Decl *D : Decls->decls())
      if (const auto *Variable = dyn_cast<VarDecl>(D))
        noteVariable(*Variable, Parent);
  } else if (const auto *Return = dyn_cast<ReturnStmt>(&S)) {
    if (Return->getNRVOCandidate() && Return->getRetValue())
      Returned[objectMaker(Return->getRetValue())] = Return->getNRVOCandidate();
  } else if (const auto *New = dyn_cast<CXXNewExpr>(&S)) {
    if (!New->isArray() && New->getNumPlacementArgs() == 0 && New->getConstructExpr())
      News[New->getConstructExpr()] = New;
  } else if (const auto *Loop = dyn_cast<ForStmt>(&S)) {
    noteLoopVariables(Loop->getInit());
  } else if (const auto *Member = dyn_cast<MemberExpr>(&S)) {
    const IdentifierInfo *Name = Member->getMemberDecl()->getIdentifier();
    if (Name && Name->isStr("second"))
      noteSecond(*Member->getBase());
    LooksUp |= Name && (Name->isStr("find") || Name->isStr("count") || Name->isStr("contains"));
  } else if (const auto *Ref = dyn_cast<DeclRefExpr>(&S)) {
    if (const auto *Binding = dyn_cast<BindingDecl>(Ref->getDecl()))
      if (const auto *Pair = dyn_cast<DecompositionDecl>(Binding->getDecomposedDecl());
          Pair && Pair->getInit() && Pair->bindings().size() == 2 && Pair->bindings()[1] == Binding)
        noteSecond(*Pair->getInit());
  } else if (const auto *Range = dyn_cast<CXXForRangeStmt>(&S)) {
    noteLoopVariables(Range->getLoopVarStmt());
  } else if (const auto *Suspension = dyn_cast<CoroutineSuspendExpr>(&S)) {
    noteAwait(*Suspension);
  } else if (const auto *Coreturn = dyn_cast<CoreturnStmt>(&S)) {
    notePromiseCall(promiseCallOf(*Coreturn));
  } else if (const auto *If = dyn_cast<IfStmt>(&S)) {
    for (const Stmt *Last : {If->getThen(), If->getElse()}) {
      if (const auto *Block = dyn_cast_or_null<CompoundStmt>(Last))
        Last = Block->body_empty() ? nullptr : Block->body_back();
      if (const auto *E = dyn_cast_or_null<Expr>(Last))
        EndsBranch.insert(E->IgnoreImplicit());
    }
  } else if (const auto *Bind = dyn_cast<CXXBindTemporaryExpr>(&S)) {
    // "make();" or "(void)make();": the parents in between are gone from Parent.
    if (Parent && !isa<Expr, DeclStmt, ReturnStmt>(Parent))
      Discarded.insert(Bind);
  }
  if (const auto *Binary = dyn_cast<BinaryOperator>(&S); Binary && Binary->isCommaOp())
    if (const auto *Bind = dyn_cast<CXXBindTemporaryExpr>(Binary->getLHS()->IgnoreParenCasts()))
      Discarded.insert(Bind);
  if (const auto *Lambda = dyn_cast<LambdaExpr>(&S)) {
    for (const Expr *Init : Lambda->capture_inits())
      if (Init)
        visit(*Init, &S, Try);
    return;
  }
  // What keeps a discarded value discarded is no parent: "(void)make();", "Guard(x);".
  const auto *Cast = dyn_cast<CastExpr>(&S);
  bool Transparent = isa<ExprWithCleanups, ParenExpr>(S) ||
                     (Cast && (Cast->getCastKind() == CK_ToVoid ||
                               Cast->getCastKind() == CK_ConstructorConversion ||
                               (Cast->getCastKind() == CK_NoOp && Cast->isPRValue())));
  for (const Stmt *Child : S.children())
    if (Child)
      visit(*Child, Transparent ? Parent : &S, Try);
}

} // namespace connlint
