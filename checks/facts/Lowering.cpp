// Lowering.cpp - blocks, statements and terminators of one function.
#include "facts/Lowering.h"
#include "facts/LostCleanup.h"
#include "facts/PrivateMembers.h"
#include "clang/AST/StmtCXX.h"

using namespace clang;

namespace connlint {

Lowering::Lowering(ASTContext &Ctx, const FunctionDecl &F, const CFG &G, const ResourceModel &M,
                   const UnitClues &U)
    : Context(Ctx), Function(F), Graph(G), Model(M), Clues(U), Body(F) {}

FunctionFacts Lowering::run() {
  const SourceManager &SM = Context.getSourceManager();
  Facts.Usr = usrOf(Function);
  Facts.Name = plainName(Function);
  Facts.Place = placeOf(SM, Context.getLangOpts(), Function.getLocation());
  Facts.Internal = !Function.isExternallyVisible();
  Facts.Inline = Function.isInlined() || Function.isTemplateInstantiation();
  // Once it has delegated, the object is there, and its destructor runs.
  const auto *Constructor = dyn_cast<CXXConstructorDecl>(&Function);
  Facts.IsConstructor = Constructor && !Constructor->isDelegatingConstructor();
  place(Function.getBody()->getEndLoc()); // Places[0]

  // Parameters come first, so that their index is their variable number.
  if (const auto *Method = dyn_cast<CXXMethodDecl>(&Function); Method && Method->isInstance()) {
    ThisVariable = Facts.Variables.size();
    Facts.Variables.push_back({VariableKind::Parameter, "this", "", 0, false});
  }
  for (const ParmVarDecl *P : Function.parameters())
    variable(*P);
  for (const ParmVarDecl *P : Function.parameters())
    if (P->getType().isDestructedType() == QualType::DK_cxx_destructor)
      pushCleanup({.Kind = Cleanup::Local, .Variable = variable(*P), .Type = P->getType()});
  LiveAtEnd[&Graph.getEntry()] = Live;

  if (Context.getLangOpts().CPlusPlus)
    findPlainCalls(*Function.getBody());

  std::vector<const CFGBlock *> Order = blockOrder();
  uint32_t Next = 0;
  for (const CFGBlock *B : Order)
    if (B != &Graph.getExit())
      BlockIds[B] = Next++;
  bool HasOwners = llvm::any_of(Function.parameters(), [](const ParmVarDecl *P) {
    return hasEffectfulDestructor(P->getType());
  });
  if (HasOwners && llvm::any_of(Order, [&](const CFGBlock *B) { return fallsOffTheEnd(*B); }))
    EndOfBody = Next++;
  if (Context.getLangOpts().CPlusPlus && hasContainedCopies())
    EndOfCopies = Next++;
  BlockIds[&Graph.getExit()] = EndOfCopies != NoBlock ? EndOfCopies : Next;
  FirstPad = Next + 1;
  Facts.Blocks.resize(FirstPad);
  for (const CFGBlock *B : Graph)
    for (const CFGElement &E : *B)
      if (auto S = E.getAs<CFGStmt>())
        Later.insert(S->getStmt());
  for (const CFGBlock *B : Order)
    if (B != &Graph.getExit())
      lowerBlock(*B);
  if (EndOfBody != NoBlock)
    destroyParameters();
  endContainedCopies();
  if (Pads.empty())
    return std::move(Facts);
  lowerPads();
  sortBlocks();
  return std::move(Facts);
}

/// Clang 19 leaves this out.
static bool returnsDestroyParameters(const CFG &Graph) {
  return llvm::any_of(Graph, [](const CFGBlock *B) {
    return llvm::any_of(*B, [](const CFGElement &E) {
      auto Destructor = E.getAs<CFGAutomaticObjDtor>();
      return Destructor && isa<ParmVarDecl>(Destructor->getVarDecl());
    });
  });
}

/// Clang's CFG destroys parameters at return statements at most.
bool Lowering::fallsOffTheEnd(const CFGBlock &Block) const {
  if (isa_and_nonnull<CXXTryStmt>(Block.getTerminatorStmt()) || Block.hasNoReturnElement())
    return false;
  for (const CFGElement &E : Block)
    if (auto S = E.getAs<CFGStmt>())
      if (isa<CXXThrowExpr>(S->getStmt()) ||
          (isa<ReturnStmt>(S->getStmt()) && returnsDestroyParameters(Graph)))
        return false;
  return llvm::any_of(Block.succs(), [&](const CFGBlock::AdjacentBlock &Next) {
    return Next.getReachableBlock() == &Graph.getExit();
  });
}

void Lowering::destroyParameters() {
  Current = &Facts.Blocks[EndOfBody];
  SourceLocation Where = Function.getBody()->getEndLoc();
  for (const ParmVarDecl *P : llvm::reverse(Function.parameters()))
    if (hasEffectfulDestructor(P->getType()))
      destroy(addressOf(variable(*P), Where), P->getType(), Where);
  Current->Successors.push_back(BlockIds[&Graph.getExit()]);
}

void Lowering::lowerBlock(const CFGBlock &Block) {
  Current = &Facts.Blocks[BlockIds[&Block]];
  CurrentBlock = &Block;
  HandedOut = nullptr;
  Thrown = false;
  enterBlock(Block);
  for (const CFGElement &E : Block)
    if (auto S = E.getAs<CFGStmt>())
      Later.erase(S->getStmt());
  for (const CFGElement &E : Block) {
    lowerElement(E);
    if (Thrown)
      break;
  }
  if (!Block.hasNoReturnElement() && !Thrown)
    lowerTerminator(Block);
  LiveAtEnd[&Block] = Live;
}

void Lowering::lowerElement(const CFGElement &Element) {
  if (auto S = Element.getAs<CFGStmt>()) {
    if (Body.isProtocol(*S->getStmt()))
      return;
    PendingTry = Body.tryAround(*S->getStmt());
    return lowerStatement(*S->getStmt());
  }
  if (auto Init = Element.getAs<CFGInitializer>())
    return lowerMemberInitializer(*Init->getInitializer());
  if (auto Cleanup = Element.getAs<CFGCleanupFunction>()) {
    const VarDecl &V = *Cleanup->getVarDecl();
    popCleanup(variable(V));
    if (const BlockExpr *Block = cleanupBlockOf(V))
      return runBlock(*Block, V.getLocation());
    Reg Address = addressOf(variable(V), V.getLocation());
    emitCall(*Cleanup->getFunctionDecl(), {Address}, V.getLocation());
    return;
  }
  if (auto End = Element.getAs<CFGLifetimeEnds>()) {
    const VarDecl &V = *End->getVarDecl();
    if (hasLostCleanup(V, Clues.Cleanups)) // What is done with it then is not known.
      capture(loadFrom(addressOf(variable(V), V.getLocation()), V.getLocation(), true),
              V.getLocation());
    return;
  }
  lowerDestructor(Element);
}

void Lowering::lowerDestructor(const CFGElement &Element) {
  if (auto Automatic = Element.getAs<CFGAutomaticObjDtor>()) {
    const VarDecl &V = *Automatic->getVarDecl();
    SourceLocation Where = Automatic->getTriggerStmt() ? Automatic->getTriggerStmt()->getEndLoc()
                                                       : Function.getBody()->getEndLoc();
    if (const auto *Return = dyn_cast_or_null<ReturnStmt>(Automatic->getTriggerStmt()))
      Where = Return->getReturnLoc();
    uint32_t Id = variable(V);
    popCleanup(Id);
    if (&V == HandedOut)
      return;
    Reg Address = addressOf(Id, Where);
    if (!V.getType()->isReferenceType())
      return destroy(Address, V.getType(), Where);
    // A reference that keeps a temporary alive.
    const Expr *Init = V.getInit() ? V.getInit()->IgnoreImplicit() : nullptr;
    if (Init && !Init->isGLValue())
      destroy(loadFrom(Address, Where, true), Init->getType(), Where);
    return;
  }
  if (auto Temporary = Element.getAs<CFGTemporaryDtor>()) {
    const CXXBindTemporaryExpr *Bind = Temporary->getBindTemporaryExpr();
    auto It = Temporaries.find(Bind);
    if (It == Temporaries.end())
      return;
    SourceLocation Where = Bind->getEndLoc();
    popCleanup(It->second);
    destroy(addressOf(It->second, Where), Bind->getType(), Where);
    return;
  }
  const SourceLocation Where = Function.getBody()->getEndLoc();
  if (auto Member = Element.getAs<CFGMemberDtor>()) {
    const FieldDecl &Field = *Member->getFieldDecl();
    if (ThisVariable && !Field.getType()->isArrayType())
      destroy(field(thisPointer(Where), Field, Where), Field.getType(), Where);
  } else if (auto Base = Element.getAs<CFGBaseDtor>()) {
    if (ThisVariable)
      destroyBase(thisPointer(Where), Base->getBaseSpecifier()->getType(), Where);
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
  if (const auto *R = dyn_cast<ReturnStmt>(&Statement))
    return lowerReturn(*R);
  if (const auto *R = dyn_cast<CoreturnStmt>(&Statement))
    return lowerCoreturn(*R);
  if (isa<AsmStmt>(Statement))
    for (const Stmt *Child : Statement.children())
      if (const auto *E = dyn_cast_or_null<Expr>(Child))
        capture(lower(E), E->getExprLoc());
}

void Lowering::lowerReturn(const ReturnStmt &Return) {
  if (endsTest(Return)) { // Like a failed assert: what is left open does not matter any more.
    Thrown = true;
    return;
  }
  const Expr *E = Return.getRetValue();
  SourceLocation Where = Return.getReturnLoc();
  Reg Value = NoReg;
  if (E && Function.getReturnType()->isReferenceType()) {
    Value = lower(E);
  } else if (E) {
    Value = lowerValue(E);
    if (const VarDecl *Local = Return.getNRVOCandidate(); Local && E->getType()->isRecordType())
      HandedOut = Local;
    if (Context.getLangOpts().CPlusPlus && E->getType()->isRecordType() &&
        !Holders.contains(Value)) { // The locals are destroyed before the caller has it.
      uint32_t Id = makeTemporary("");
      store(addressOf(Id, Where), Value, Where);
      Value = wholeObject(Id, Where);
    }
  }
  emit(Op::Return, Where, false).A = Value;
}

/// Whether the initialiser of a static has run; for nobody but the branch around it.
Reg Lowering::madeFlag(const VarDecl &Static) {
  return field(addressOf(variable(Static), Static.getLocation()), "$made", Static.getLocation());
}

void Lowering::lowerVariable(const VarDecl &Variable) {
  // What a static starts with is no step of the function, unless it has to be computed.
  if (Variable.hasExternalStorage() ||
      (Variable.isStaticLocal() && Variable.hasConstantInitialization()))
    return;
  uint32_t Id = variable(Variable);
  SourceLocation Where = Variable.getLocation();
  if (Variable.getInit()) // The CFG makes statements of its own for "T a, b;".
    PendingTry = Body.tryAround(*Variable.getInit());
  if (!MadeInPlace.contains(&Variable)) {
    if (!Variable.isStaticLocal()) // Those of a static are in a block that runs once.
      emit(Op::Declare, Where, false).Number = Id;
    if (const Expr *Init = Variable.getInit()) {
      Reg Address = addressOf(Id, Where);
      if (rangeContainer(Variable)) {
        // Whoever asks the hidden variable asks the container.
      } else if (Variable.getType()->isReferenceType()) {
        Reg Target = lower(Init);
        store(Address, Target, Where);
      } else {
        initialize(Address, Variable.getType(), *Init);
      }
    }
  }
  if (Variable.isStaticLocal()) { // It ends with the process.
    store(madeFlag(Variable), constant(1, Where), Where);
    return;
  }
  if (const auto *Attr = Variable.getAttr<CleanupAttr>())
    pushCleanup({.Kind = Cleanup::Function,
                 .Variable = Id,
                 .Type = Variable.getType(),
                 .Callee = Attr->getFunctionDecl()});
  else if (Variable.getType()->isReferenceType() && Variable.getInit() &&
           !Variable.getInit()->IgnoreImplicit()->isGLValue())
    pushCleanup({.Kind = Cleanup::Reference,
                 .Variable = Id,
                 .Type = Variable.getInit()->IgnoreImplicit()->getType()});
  else if (Variable.getType().isDestructedType() == QualType::DK_cxx_destructor)
    pushCleanup({.Kind = Cleanup::Local, .Variable = Id, .Type = Variable.getType()});
  if (const auto *Decomposition = dyn_cast<DecompositionDecl>(&Variable))
    for (const BindingDecl *Binding : Decomposition->bindings())
      if (const VarDecl *Holder = Binding->getHoldingVar())
        lowerVariable(*Holder);
}

void Lowering::lowerMemberInitializer(const CXXCtorInitializer &Init) {
  SourceLocation Where = Init.getSourceLocation();
  if (!Init.getInit() || !ThisVariable)
    return;
  if (!Init.isAnyMemberInitializer()) {
    if (Init.getInit()->getType().isNull())
      return; // A base class that the compiler did not understand.
    if (!MadeMembers.contains(&Init))
      initialize(thisPointer(Where), Init.getInit()->getType(), *Init.getInit());
    pushCleanup({.Kind = Init.isDelegatingInitializer() ? Cleanup::Whole : Cleanup::Base,
                 .Type = Init.getInit()->getType()});
    return;
  }
  const FieldDecl &Member = *Init.getAnyMember();
  if (!MadeMembers.contains(&Init)) {
    Reg Address = field(thisPointer(Where), Member, Where);
    if (Member.getType()->isReferenceType()) {
      Reg Target = lower(Init.getInit());
      store(Address, Target, Where);
    } else {
      initialize(Address, Member.getType(), *Init.getInit());
    }
  }
  if (Member.getType().isDestructedType() == QualType::DK_cxx_destructor)
    pushCleanup({.Kind = Cleanup::Member, .Type = Member.getType(), .Field = &Member});
}

void Lowering::lowerTerminator(const CFGBlock &Block) {
  if (const auto *Try = dyn_cast_or_null<CXXTryStmt>(Block.getTerminatorStmt()))
    return lowerDispatch(Block, *Try);
  for (const CFGBlock::AdjacentBlock &Next : Block.succs()) {
    const CFGBlock *Target = Next.getReachableBlock();
    auto It = Target ? BlockIds.find(Target) : BlockIds.end();
    uint32_t Id = It == BlockIds.end() ? NoBlock : It->second;
    bool IsEnd = Target == &Graph.getExit() && EndOfBody != NoBlock && fallsOffTheEnd(Block);
    Current->Successors.push_back(IsEnd ? EndOfBody : Id);
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
  if (const auto *Static = dyn_cast<DeclStmt>(Term); Static && Static->isSingleDecl()) {
    const auto &Variable = *cast<VarDecl>(Static->getSingleDecl());
    Current->End = Terminator::Branch; // First comes what it does when it has run before.
    Current->Condition = loadFrom(madeFlag(Variable), Variable.getLocation());
    Current->Place = place(Variable.getLocation());
    return;
  }
  if (Current->Successors.size() != 2 || isa<IndirectGotoStmt, GCCAsmStmt>(Term)) {
    Current->End = Terminator::Fork;
    return;
  }
  // Clang calls the handler itself the condition where it begins with "if constexpr".
  const Stmt *Last = Block.getLastCondition();
  const auto *Condition = dyn_cast_or_null<Expr>(Last);
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

Reg Lowering::field(Reg Object, llvm::StringRef Name, SourceLocation Where) {
  Instruction &I = emit(Op::Field, Where);
  I.A = Object;
  I.Name = Name.str();
  return I.Dst;
}

Reg Lowering::field(Reg Object, const FieldDecl &Field, SourceLocation Where) {
  return field(Object, Clues.Members.nameOf(Field), Where);
}

Reg Lowering::loadFrom(Reg Address, SourceLocation Where, bool Pointer) {
  Instruction &I = emit(Op::Load, Where);
  I.A = Address;
  I.IsPointer = Pointer;
  return I.Dst;
}

void Lowering::store(Reg Address, Reg Value, SourceLocation Where) {
  Instruction &I = emit(Op::Store, Where, false);
  I.A = Address;
  I.B = Value;
}

Reg Lowering::thisPointer(SourceLocation Where) {
  return loadFrom(addressOf(*ThisVariable, Where), Where, true);
}

uint32_t Lowering::place(SourceLocation Where) {
  SourceLocation Loc = Context.getSourceManager().getExpansionLoc(Where);
  auto [It, New] = PlaceIds.try_emplace(Loc.getRawEncoding(), Facts.Places.size());
  if (New)
    Facts.Places.push_back(placeOf(Context.getSourceManager(), Context.getLangOpts(), Loc));
  return It->second;
}

uint32_t Lowering::variable(const VarDecl &Decl) {
  const VarDecl *Key = Decl.getCanonicalDecl();
  auto [It, New] = Variables.try_emplace(Key, Facts.Variables.size());
  if (!New)
    return It->second;
  VariableFacts V;
  V.Name = Decl.hasGlobalStorage() ? Decl.getQualifiedNameAsString() : Decl.getNameAsString();
  V.TypeName = typeNameBehind(Decl.getType());
  V.IsNumber = Decl.isFileVarDecl() && Decl.getType()->isIntegralOrEnumerationType() &&
               !Decl.getType().isVolatileQualified();
  if (const auto *P = dyn_cast<ParmVarDecl>(&Decl); P && P->getDeclContext() == &Function) {
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
