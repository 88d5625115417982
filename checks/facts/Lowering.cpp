// Lowering.cpp - blocks, statements and terminators of one function.
#include "facts/Lowering.h"
#include "clang/AST/StmtCXX.h"
#include "clang/Analysis/Analyses/PostOrderCFGView.h"
#include "clang/Index/USRGeneration.h"
#include "clang/Lex/Lexer.h"

using namespace clang;

namespace connlint {

SourcePlace placeOf(const SourceManager &SM, const LangOptions &LO, SourceLocation Where) {
  SourcePlace P;
  if (Where.isInvalid())
    return P;
  SourceLocation Loc = SM.getExpansionLoc(Where);
  auto [File, Offset] = SM.getDecomposedLoc(Loc);
  OptionalFileEntryRef Entry = SM.getFileEntryRefForID(File);
  if (!Entry)
    return P;
  llvm::StringRef Real = Entry->getFileEntry().tryGetRealPathName();
  P.File = (Real.empty() ? Entry->getName() : Real).str();
  P.Line = SM.getLineNumber(File, Offset);
  P.Column = SM.getColumnNumber(File, Offset);
  P.EndColumn = P.Column + std::max(1u, Lexer::MeasureTokenLength(Loc, SM, LO));
  return P;
}

std::string modelName(const NamedDecl &Decl) {
  if (const auto *F = dyn_cast<FunctionDecl>(&Decl); F && F->getIdentifier() && F->isExternC())
    return F->getName().str();
  return Decl.getQualifiedNameAsString();
}

std::string usrOf(const Decl &D) {
  llvm::SmallString<128> Usr;
  index::generateUSRForDecl(&D, Usr);
  return Usr.str().str();
}

const FunctionDecl *definitionIn(const FunctionDecl &Function) {
  const FunctionDecl *Definition = nullptr;
  return Function.hasBody(Definition) ? Definition : nullptr;
}

Lowering::Lowering(ASTContext &Ctx, const FunctionDecl &F, const CFG &G)
    : Context(Ctx), Function(F), Graph(G) {}

FunctionFacts Lowering::run() {
  const SourceManager &SM = Context.getSourceManager();
  Facts.Usr = usrOf(Function);
  Facts.Name = Function.getQualifiedNameAsString();
  Facts.Place = placeOf(SM, Context.getLangOpts(), Function.getLocation());
  Facts.Internal = !Function.isExternallyVisible();
  Facts.IsConstructor = isa<CXXConstructorDecl>(Function);
  place(Function.getBody()->getEndLoc()); // Places[0]

  // Parameters come first, so that their index is their variable number.
  if (const auto *Method = dyn_cast<CXXMethodDecl>(&Function);
      Method && Method->isInstance()) {
    ThisVariable = Facts.Variables.size();
    Facts.Variables.push_back({VariableKind::Parameter, "this", "", 0, false});
  }
  for (const ParmVarDecl *P : Function.parameters())
    variable(*P);

  PostOrderCFGView Order(&Graph);
  uint32_t Next = 0;
  for (const CFGBlock *B : Order)
    if (B != &Graph.getExit())
      BlockIds[B] = Next++;
  BlockIds[&Graph.getExit()] = Next;
  Facts.Blocks.resize(Next + 1);
  for (const CFGBlock *B : Order)
    if (B != &Graph.getExit())
      lowerBlock(*B);
  return std::move(Facts);
}

void Lowering::lowerBlock(const CFGBlock &Block) {
  Current = &Facts.Blocks[BlockIds[&Block]];
  CurrentBlock = &Block;
  for (const CFGElement &E : Block)
    lowerElement(E);
  if (!Block.hasNoReturnElement())
    lowerTerminator(Block);
}

void Lowering::lowerElement(const CFGElement &Element) {
  if (auto S = Element.getAs<CFGStmt>())
    return lowerStatement(*S->getStmt());
  if (auto Init = Element.getAs<CFGInitializer>())
    return lowerMemberInitializer(*Init->getInitializer());
  if (auto Cleanup = Element.getAs<CFGCleanupFunction>()) {
    const VarDecl &V = *Cleanup->getVarDecl();
    Reg Address = addressOf(variable(V), V.getLocation());
    Instruction &I = emit(Op::Call, V.getLocation());
    nameCallee(I, *Cleanup->getFunctionDecl());
    I.Args.push_back({Address, false});
  }
}

void Lowering::lowerStatement(const Stmt &Statement) {
  if (const auto *E = dyn_cast<Expr>(&Statement)) {
    lower(E);
    return;
  }
  if (const auto *D = dyn_cast<DeclStmt>(&Statement)) {
    for (const Decl *Each : D->decls())
      if (const auto *V = dyn_cast<VarDecl>(Each))
        lowerVariable(*V);
    return;
  }
  if (const auto *R = dyn_cast<ReturnStmt>(&Statement)) {
    Reg Value = R->getRetValue() ? (Function.getReturnType()->isReferenceType() ? lower(R->getRetValue())
                                                                        : lowerValue(R->getRetValue()))
                                   : NoReg;
    emit(Op::Return, R->getReturnLoc(), false).A = Value;
    return;
  }
  if (isa<AsmStmt, CoreturnStmt, CoroutineBodyStmt>(Statement))
    for (const Stmt *Child : Statement.children())
      if (const auto *E = dyn_cast_or_null<Expr>(Child))
        capture(lower(E), E->getExprLoc());
}

void Lowering::lowerVariable(const VarDecl &Variable) {
  if (Variable.isStaticLocal() || Variable.hasExternalStorage())
    return;
  uint32_t Id = variable(Variable);
  emit(Op::Declare, Variable.getLocation(), false).Number = Id;
  const Expr *Init = Variable.getInit();
  if (!Init)
    return;
  Reg Address = addressOf(Id, Variable.getLocation());
  if (Variable.getType()->isReferenceType()) {
    Reg Target = lower(Init);
    Instruction &I = emit(Op::Store, Variable.getLocation(), false);
    I.A = Address;
    I.B = Target;
    return;
  }
  initialize(Address, Variable.getType(), *Init);
}

void Lowering::lowerMemberInitializer(const CXXCtorInitializer &Init) {
  if (!Init.isAnyMemberInitializer() || !ThisVariable || !Init.getInit()) {
    if (Init.getInit())
      capture(lower(Init.getInit()), Init.getSourceLocation());
    return;
  }
  SourceLocation Where = Init.getSourceLocation();
  Reg Slot = addressOf(*ThisVariable, Where);
  Instruction &Base = emit(Op::Load, Where);
  Base.A = Slot;
  Reg BaseReg = Base.Dst;
  Instruction &Field = emit(Op::Field, Where);
  Field.A = BaseReg;
  Field.Name = Init.getAnyMember()->getNameAsString();
  Reg Address = Field.Dst;
  if (Init.getAnyMember()->getType()->isReferenceType()) {
    capture(lower(Init.getInit()), Where);
    return;
  }
  initialize(Address, Init.getAnyMember()->getType(), *Init.getInit());
}

void Lowering::lowerTerminator(const CFGBlock &Block) {
  for (const CFGBlock::AdjacentBlock &Next : Block.succs()) {
    const CFGBlock *Target = Next.getReachableBlock();
    // From the handlers of a try block only an exception goes straight to the exit.
    if (Target == &Graph.getExit() && isa_and_nonnull<CXXTryStmt>(Block.getTerminatorStmt()))
      Target = nullptr;
    auto It = Target ? BlockIds.find(Target) : BlockIds.end();
    Current->Successors.push_back(It == BlockIds.end() ? NoBlock : It->second);
  }
  if (Current->Successors.size() < 2)
    return;
  const Stmt *Term = Block.getTerminatorStmt();
  if (!Term || !Block.getTerminator().isStmtBranch()) {
    Current->End = Terminator::Fork;
    return;
  }
  if (const auto *Switch = dyn_cast<SwitchStmt>(Term))
    return lowerSwitch(Block, *Switch);
  if (Current->Successors.size() != 2 || isa<CXXTryStmt, IndirectGotoStmt, GCCAsmStmt>(Term)) {
    Current->End = Terminator::Fork;
    return;
  }
  const auto *Condition = dyn_cast_or_null<Expr>(Block.getLastCondition());
  if (!Condition)
    Condition = dyn_cast_or_null<Expr>(Block.getTerminatorCondition());
  Current->End = Terminator::Branch;
  Current->Place = place(Condition ? Condition->getExprLoc() : Term->getBeginLoc());
  if (Condition)
    Current->Condition = lowerValue(Condition);
}

void Lowering::lowerSwitch(const CFGBlock &Block, const SwitchStmt &Switch) {
  Current->End = Terminator::Switch;
  Current->Place = place(Switch.getBeginLoc());
  Current->Condition = lowerValue(Switch.getCond());
  uint32_t Index = 0;
  for (const CFGBlock::AdjacentBlock &Next : Block.succs()) {
    const CFGBlock *Target = Next.getReachableBlock();
    if (!Target)
      Target = Next.getPossiblyUnreachableBlock();
    const auto *Label = Target ? dyn_cast_or_null<CaseStmt>(Target->getLabel()) : nullptr;
    // Labels that follow one another have one block each; every one is a successor.
    if (Label && Index + 1 < Block.succ_size()) {
      std::optional<int64_t> Low = constantOf(*Label->getLHS());
      std::optional<int64_t> High = Label->getRHS() ? constantOf(*Label->getRHS()) : Low;
      if (Low && High)
        Current->Cases.push_back({*Low, *High, Index});
    }
    ++Index;
  }
}

Instruction &Lowering::emit(Op Kind, SourceLocation Where, bool WithResult) {
  Instruction &I = Current->Instructions.emplace_back();
  I.Kind = Kind;
  I.Place = place(Where);
  if (WithResult)
    I.Dst = Facts.Registers++;
  return I;
}

Reg Lowering::constant(int64_t Number, SourceLocation Where) {
  Instruction &I = emit(Op::Const, Where);
  I.Number = Number;
  return I.Dst;
}

Reg Lowering::load(Reg Address, const Expr &E) {
  Instruction &I = emit(Op::Load, E.getExprLoc());
  I.A = Address;
  I.IsPointer = E.getType()->isPointerType();
  I.Aggregate = E.getType()->isRecordType();
  return I.Dst;
}

Reg Lowering::binary(BinaryOp Operator, Reg A, Reg B, SourceLocation Where) {
  Instruction &I = emit(Op::Binary, Where);
  I.Operator = Operator;
  I.A = A;
  I.B = B;
  return I.Dst;
}

void Lowering::capture(Reg Value, SourceLocation Where) {
  if (Value != NoReg)
    emit(Op::Capture, Where, false).A = Value;
}

uint32_t Lowering::place(SourceLocation Where) {
  SourceLocation Loc = Context.getSourceManager().getExpansionLoc(Where);
  auto [It, New] = PlaceIds.try_emplace(Loc.getRawEncoding(), Facts.Places.size());
  if (New)
    Facts.Places.push_back(placeOf(Context.getSourceManager(), Context.getLangOpts(), Loc));
  return It->second;
}

static std::string typeNameBehind(QualType Type) {
  while (true) {
    if (const auto *Typedef = Type->getAs<TypedefType>()) {
      QualType Under = Typedef->desugar();
      if (!Under->isPointerType())
        return Typedef->getDecl()->getNameAsString();
      Type = Under;
      continue;
    }
    if (Type->isPointerType() || Type->isReferenceType()) {
      Type = Type->getPointeeType();
      continue;
    }
    if (const auto *Tag = Type->getAsTagDecl())
      return Tag->getNameAsString();
    return {};
  }
}

uint32_t Lowering::variable(const VarDecl &Decl) {
  const VarDecl *Key = Decl.getCanonicalDecl();
  auto [It, New] = Variables.try_emplace(Key, Facts.Variables.size());
  if (!New)
    return It->second;
  VariableFacts V;
  V.Name = Decl.hasGlobalStorage() ? Decl.getQualifiedNameAsString() : Decl.getNameAsString();
  V.TypeName = typeNameBehind(Decl.getType());
  if (const auto *P = dyn_cast<ParmVarDecl>(&Decl);
      P && P->getDeclContext() == &Function) {
    V.Kind = VariableKind::Parameter;
    V.ParameterIndex = P->getFunctionScopeIndex() + (ThisVariable ? 1 : 0);
  } else if (Decl.hasGlobalStorage()) {
    V.Kind = VariableKind::Global;
    V.Internal = !Decl.isExternallyVisible();
    if (Decl.isStaticLocal())
      V.Name = Facts.Name + "." + Decl.getNameAsString();
  }
  Facts.Variables.push_back(std::move(V));
  return It->second;
}

uint32_t Lowering::makeTemporary(std::string Name) {
  VariableFacts V;
  V.Name = std::move(Name);
  Facts.Variables.push_back(std::move(V));
  return Facts.Variables.size() - 1;
}

Reg Lowering::addressOf(uint32_t Variable, SourceLocation Where) {
  Instruction &I = emit(Op::Address, Where);
  I.Number = Variable;
  return I.Dst;
}

} // namespace connlint
