// LowerExpressions.cpp - expressions of one function. The register of a glvalue is its
// address; the register of anything else is its value.
#include "facts/Lowering.h"
#include "clang/AST/StmtCXX.h"

using namespace clang;

namespace connlint {

Reg Lowering::lower(const Expr *E) {
  if (!E)
    return NoReg;
  if (auto It = Registers.find(E); It != Registers.end())
    return It->second;
  if (Later.contains(E))
    return emit(Op::Unknown, E->getExprLoc()).Dst;
  Reg R = lowerUncached(*E);
  Registers[E] = R;
  return R;
}

/// An expression that belongs to a declaration: each use evaluates it anew.
Reg Lowering::lowerShared(const Expr &E) {
  Reg R = lower(&E);
  llvm::SmallVector<const Stmt *, 8> Work{&E};
  while (!Work.empty()) {
    const Stmt *S = Work.pop_back_val();
    if (const auto *Part = dyn_cast<Expr>(S))
      Registers.erase(Part);
    for (const Stmt *Child : S->children())
      if (Child)
        Work.push_back(Child);
  }
  return R;
}

Reg Lowering::lowerValue(const Expr *E) {
  Reg R = lower(E);
  if (E && brokenVariable(*E)) {
    Reg Value = load(R, *E);
    QualType Type = typeOf(*E);
    Current->Instructions.back().IsPointer = !Type.isNull() && Type->isPointerType();
    return Value;
  }
  if (E && isBrokenField(*E))
    return load(R, *E);
  bool IsObject = E && E->isGLValue() && !isa<RecoveryExpr>(E->IgnoreParens()) &&
                  !E->isTypeDependent() && !E->getType()->isArrayType() &&
                  !E->getType()->isFunctionType() && !isa<CallExpr>(E->IgnoreParens());
  return IsObject ? load(R, *E) : R;
}

bool Lowering::isNull(const Expr &Pointer) const {
  Expr::EvalResult Result;
  return !Pointer.isValueDependent() && !Pointer.containsErrors() &&
         Pointer.EvaluateAsRValue(Result, Context) && Result.Val.isNullPointer();
}

std::optional<int64_t> Lowering::constantOf(const Expr &E) const {
  if (E.isValueDependent() || E.containsErrors() || E.isGLValue() ||
      !E.getType()->isIntegralOrEnumerationType())
    return std::nullopt;
  Expr::EvalResult Result;
  if (!E.EvaluateAsInt(Result, Context, Expr::SE_NoSideEffects))
    return std::nullopt;
  const llvm::APSInt &Value = Result.Val.getInt();
  if (Value.getSignificantBits() > 64)
    return std::nullopt;
  return Value.isUnsigned() ? static_cast<int64_t>(Value.getZExtValue()) : Value.getSExtValue();
}

Reg Lowering::lowerUncached(const Expr &E) {
  SourceLocation Where = E.getExprLoc();
  switch (E.getStmtClass()) {
  case Stmt::ParenExprClass: return lower(cast<ParenExpr>(E).getSubExpr());
  case Stmt::ConstantExprClass: return lower(cast<ConstantExpr>(E).getSubExpr());
  case Stmt::ExprWithCleanupsClass: return lower(cast<ExprWithCleanups>(E).getSubExpr());
  case Stmt::CXXBindTemporaryExprClass: return lowerBound(cast<CXXBindTemporaryExpr>(E));
  case Stmt::GenericSelectionExprClass: return lower(cast<GenericSelectionExpr>(E).getResultExpr());
  case Stmt::ChooseExprClass: return lower(cast<ChooseExpr>(E).getChosenSubExpr());
  case Stmt::SubstNonTypeTemplateParmExprClass:
    return lower(cast<SubstNonTypeTemplateParmExpr>(E).getReplacement());
  case Stmt::CXXDefaultArgExprClass: return lowerShared(*cast<CXXDefaultArgExpr>(E).getExpr());
  case Stmt::CXXDefaultInitExprClass: return lowerShared(*cast<CXXDefaultInitExpr>(E).getExpr());
  case Stmt::OpaqueValueExprClass: return lower(cast<OpaqueValueExpr>(E).getSourceExpr());
  case Stmt::CoawaitExprClass:
  case Stmt::CoyieldExprClass: return lowerSuspension(cast<CoroutineSuspendExpr>(E));
  case Stmt::MaterializeTemporaryExprClass: {
    const auto &Made = cast<MaterializeTemporaryExpr>(E);
    return temporaryFor(*Made.getSubExpr(), Made.getExtendingDecl() != nullptr);
  }
  case Stmt::CompoundLiteralExprClass:
    return temporaryFor(*cast<CompoundLiteralExpr>(E).getInitializer(), true);

  case Stmt::IntegerLiteralClass:
  case Stmt::CharacterLiteralClass:
  case Stmt::CXXBoolLiteralExprClass:
  case Stmt::UnaryExprOrTypeTraitExprClass:
  case Stmt::TypeTraitExprClass:
  case Stmt::OffsetOfExprClass:
    if (std::optional<int64_t> Value = constantOf(E))
      return constant(*Value, Where);
    return emit(Op::Unknown, Where).Dst;
  case Stmt::CXXNullPtrLiteralExprClass:
  case Stmt::GNUNullExprClass:
  case Stmt::ImplicitValueInitExprClass:
  case Stmt::CXXScalarValueInitExprClass: return constant(0, Where);
  case Stmt::StringLiteralClass: {
    Instruction &I = emit(Op::Text, Where);
    const auto &Literal = cast<StringLiteral>(E);
    if (Literal.getCharByteWidth() == 1)
      I.Name = Literal.getBytes().str();
    return I.Dst;
  }
  case Stmt::PredefinedExprClass: return emit(Op::Text, Where).Dst;

  case Stmt::DeclRefExprClass: return lowerReference(*cast<DeclRefExpr>(E).getDecl(), E);
  case Stmt::MemberExprClass: return lowerMember(cast<MemberExpr>(E));
  case Stmt::CXXThisExprClass: {
    if (!ThisVariable)
      return emit(Op::Unknown, Where).Dst;
    if (const auto *Method = dyn_cast<CXXMethodDecl>(&Function);
        Method && Method->getParent()->isLambda()) {
      Reg Slot = field(thisPointer(Where), "this", Where);
      const auto Captures = Method->getParent()->captures();
      bool ByValue = llvm::any_of(Captures, [](const LambdaCapture &C) {
        return C.capturesThis() && C.getCaptureKind() == LCK_StarThis;
      });
      return ByValue ? Slot : loadFrom(Slot, Where, true);
    }
    Reg Address = addressOf(*ThisVariable, Where);
    return load(Address, E);
  }
  case Stmt::ArraySubscriptExprClass: {
    const auto &Subscript = cast<ArraySubscriptExpr>(E);
    Reg Base = lowerValue(Subscript.getBase());
    Reg Index = lowerValue(Subscript.getIdx());
    Instruction &I = emit(Op::Element, Where);
    I.A = Base;
    I.B = Index;
    return I.Dst;
  }
  case Stmt::StmtExprClass: {
    const auto &Compound = *cast<StmtExpr>(E).getSubStmt();
    const auto *Last = Compound.body_empty() ? nullptr : Compound.body_back();
    if (const auto *Value = dyn_cast_or_null<Expr>(Last))
      return lower(Value);
    return emit(Op::Unknown, Where).Dst;
  }

  case Stmt::ImplicitCastExprClass:
  case Stmt::CStyleCastExprClass:
  case Stmt::CXXStaticCastExprClass:
  case Stmt::CXXReinterpretCastExprClass:
  case Stmt::CXXConstCastExprClass:
  case Stmt::CXXDynamicCastExprClass:
  case Stmt::CXXFunctionalCastExprClass: return lowerCast(cast<CastExpr>(E));
  case Stmt::UnaryOperatorClass: return lowerUnary(cast<UnaryOperator>(E));
  case Stmt::BinaryOperatorClass:
  case Stmt::CompoundAssignOperatorClass: return lowerBinary(cast<BinaryOperator>(E));
  case Stmt::ConditionalOperatorClass: {
    const auto &C = cast<ConditionalOperator>(E);
    bool IsBroken = E.isTypeDependent();
    Reg Condition = lowerValue(C.getCond());
    Reg True = IsBroken ? lowerValue(C.getTrueExpr()) : lower(C.getTrueExpr());
    Reg False = IsBroken ? lowerValue(C.getFalseExpr()) : lower(C.getFalseExpr());
    Instruction &I = emit(Op::Select, Where);
    I.A = Condition;
    I.B = True;
    I.C = False;
    return I.Dst;
  }
  case Stmt::BinaryConditionalOperatorClass: {
    const auto &C = cast<BinaryConditionalOperator>(E);
    Reg Common = lower(C.getOpaqueValue()->getSourceExpr());
    Reg False = lower(C.getFalseExpr());
    Instruction &I = emit(Op::Select, Where);
    I.A = Common;
    I.B = Common;
    I.C = False;
    return I.Dst;
  }

  case Stmt::CXXConstructExprClass:
  case Stmt::CXXTemporaryObjectExprClass: return lowerObject(cast<CXXConstructExpr>(E));
  case Stmt::LambdaExprClass: return lowerLambda(cast<LambdaExpr>(E));
  case Stmt::CXXNewExprClass: return lowerNew(cast<CXXNewExpr>(E));
  case Stmt::CXXDeleteExprClass: return lowerDelete(cast<CXXDeleteExpr>(E));
  case Stmt::CXXThrowExprClass: lowerThrow(cast<CXXThrowExpr>(E)); return NoReg;
  case Stmt::CXXRewrittenBinaryOperatorClass:
    return lower(cast<CXXRewrittenBinaryOperator>(E).getSemanticForm());

  case Stmt::CallExprClass:
  case Stmt::CXXMemberCallExprClass:
  case Stmt::CXXOperatorCallExprClass:
  case Stmt::UserDefinedLiteralClass: return lowerCall(cast<CallExpr>(E));
  case Stmt::AtomicExprClass: return lowerAtomic(cast<AtomicExpr>(E));
  case Stmt::RecoveryExprClass: return lowerRecovery(cast<RecoveryExpr>(E));
  case Stmt::CXXDependentScopeMemberExprClass:
    return isBrokenField(E) ? lowerBrokenField(cast<CXXDependentScopeMemberExpr>(E))
                            : lowerUnfollowed(E);
  case Stmt::InitListExprClass:
    if (const auto &List = cast<InitListExpr>(E);
        List.getNumInits() == 1 &&
        (List.isTransparent() || (!E.getType()->isRecordType() && !E.getType()->isArrayType())))
      return lower(List.getInit(0));
    if (E.getType()->isRecordType()) {
      uint32_t Id = makeTemporary("");
      emit(Op::Declare, Where, false).Number = Id;
      initialize(addressOf(Id, Where), E.getType(), E);
      return wholeObject(Id, Where);
    }
    return lowerUnfollowed(E);
  case Stmt::BlockExprClass: // What it has captured is used when it runs, who knows when.
    if (!Body.isCleanupBlock(cast<BlockExpr>(E)))
      for (const BlockDecl::Capture &Each : cast<BlockExpr>(E).getBlockDecl()->captures())
        capture(addressOf(variable(*Each.getVariable()), Where), Where);
    return emit(Op::Unknown, Where).Dst;
  default: return lowerUnfollowed(E);
  }
}

/// An expression whose meaning is not modelled: what goes in may be kept anywhere.
Reg Lowering::lowerUnfollowed(const Expr &E) {
  if (!isa<UnaryExprOrTypeTraitExpr, CXXTypeidExpr, CXXNoexceptExpr>(E))
    for (const Stmt *Child : E.children())
      if (const auto *Sub = dyn_cast_or_null<Expr>(Child))
        capture(lower(Sub), Sub->getExprLoc());
  return emit(Op::Unknown, E.getExprLoc()).Dst;
}

/// A temporary object with a name of ours. Extended: a reference keeps it alive.
Reg Lowering::temporaryFor(const Expr &Init, bool Extended) {
  SourceLocation Where = Init.getExprLoc();
  uint32_t Id = makeTemporary("");
  emit(Op::Declare, Where, false).Number = Id;
  Reg Address = addressOf(Id, Where);
  initialize(Address, Init.getType(), Init);
  const Expr *Below = &Init;
  while (const auto *Cast = dyn_cast<CastExpr>(Below->IgnoreParens()))
    Below = Cast->getSubExpr();
  const auto *Bind = dyn_cast<CXXBindTemporaryExpr>(Below->IgnoreParens());
  if (Bind && !Extended) {
    Temporaries[Bind] = Id;
    pushCleanup({.Kind = Cleanup::Local, .Variable = Id, .Type = Bind->getType()});
  }
  return Address;
}

/// An object with a destructor. One that nothing takes over dies at the end of its statement.
Reg Lowering::lowerBound(const CXXBindTemporaryExpr &E) {
  Reg Value = lower(E.getSubExpr());
  if (!Body.isDiscarded(E))
    return Value;
  SourceLocation Where = E.getExprLoc();
  auto Known = Holders.find(Value);
  uint32_t Id = Known != Holders.end() ? Known->second : makeTemporary("");
  if (Known == Holders.end())
    store(addressOf(Id, Where), Value, Where);
  Temporaries[&E] = Id;
  pushCleanup({.Kind = Cleanup::Local, .Variable = Id, .Type = E.getType()});
  return Value;
}

void Lowering::initialize(Reg Address, QualType Type, const Expr &Init) {
  const Expr *E = Init.IgnoreParens();
  SourceLocation Where = E->getExprLoc();
  if (const auto *Literal = dyn_cast<CompoundLiteralExpr>(E))
    E = Literal->getInitializer();
  if (isa<ImplicitValueInitExpr>(E)) {
    emit(Op::Zero, Where, false).A = Address;
    return;
  }
  if (const auto *Designated = dyn_cast<DesignatedInitUpdateExpr>(E))
    E = Designated->getUpdater();
  const auto *List = dyn_cast<InitListExpr>(E);
  if (List && List->isTransparent())
    return initialize(Address, Type, *List->getInit(0));
  if (!List || !(Type->isRecordType() || Type->isArrayType())) {
    if (const auto *Construct = dyn_cast<CXXConstructExpr>(objectMaker(E));
        Construct && Type->isRecordType() && !Registers.contains(Construct) &&
        !Registers.contains(E) && !Body.variableMadeBy(*Construct) &&
        !Body.initializerMadeBy(*Construct) && !Body.returnedBy(*Construct)) {
      construct(Address, *Construct); // An initialiser of a class: no statement lists it.
      return;
    }
    if (constructBroken(Address, Type, *E))
      return;
    Reg Value = lowerValue(E);
    store(Address, Value, Where);
    if (auto It = Holders.find(Value); It != Holders.end())
      moveOut(It->second, Where);
    return;
  }
  if (List->isSemanticForm() == false && List->getSemanticForm())
    List = List->getSemanticForm();
  emit(Op::Zero, Where, false).A = Address;
  if (const RecordDecl *Record = Type->getAsRecordDecl()) {
    auto InitOne = [&](const FieldDecl &Field, const Expr *Value) {
      if (!Value || isa<ImplicitValueInitExpr>(Value))
        return;
      Reg Slot = field(Address, Field, Where);
      if (Field.getType()->isReferenceType())
        store(Slot, lower(Value), Where);
      else
        initialize(Slot, Field.getType(), *Value);
    };
    if (Record->isUnion()) {
      if (const FieldDecl *Field = List->getInitializedFieldInUnion(); Field && List->getNumInits())
        InitOne(*Field, List->getInit(0));
      return;
    }
    unsigned Index = 0;
    if (const auto *Class = dyn_cast<CXXRecordDecl>(Record))
      Index = Class->getNumBases(); // Base initialisers come first; bases are not followed.
    for (const FieldDecl *Field : Record->fields()) {
      if (Field->isUnnamedBitField())
        continue;
      if (Index < List->getNumInits())
        InitOne(*Field, List->getInit(Index));
      ++Index;
    }
    return;
  }
  QualType ElementType = Context.getAsArrayType(Type)->getElementType();
  for (unsigned Index = 0; Index < std::min(List->getNumInits(), 64u); ++Index) {
    const Expr *Value = List->getInit(Index);
    if (!Value || isa<ImplicitValueInitExpr, NoInitExpr>(Value))
      continue;
    Reg Number = constant(Index, Where);
    Instruction &I = emit(Op::Element, Where);
    I.A = Address;
    I.B = Number;
    Reg Slot = I.Dst;
    initialize(Slot, ElementType, *Value);
  }
}

Reg Lowering::lowerReference(const ValueDecl &Decl, const Expr &E) {
  SourceLocation Where = E.getExprLoc();
  if (const auto *Enumerator = dyn_cast<EnumConstantDecl>(&Decl))
    return constant(Enumerator->getInitVal().getExtValue(), Where);
  if (const auto *Callee = dyn_cast<FunctionDecl>(&Decl)) {
    Instruction &I = emit(Op::Function, Where);
    nameCallee(I, *Callee);
    return I.Dst;
  }
  if (const auto *Binding = dyn_cast<BindingDecl>(&Decl)) {
    if (const VarDecl *Holder = Binding->getHoldingVar())
      return lowerReference(*Holder, E);
    return Binding->getBinding() ? lowerShared(*Binding->getBinding())
                                 : emit(Op::Unknown, Where).Dst;
  }
  const auto *Variable = dyn_cast<VarDecl>(&Decl);
  if (!Variable)
    return emit(Op::Unknown, Where).Dst;
  if (Reg Captured = lowerCaptured(*Variable, Where); Captured != NoReg)
    return Captured;
  Reg Address = addressOf(variable(*Variable), Where);
  if (const auto *Ref = dyn_cast<DeclRefExpr>(&E))
    noteMentioned(*Ref);
  if (!Variable->getType()->isReferenceType())
    return Address;
  Instruction &I = emit(Op::Load, Where); // The variable holds the address it refers to.
  I.A = Address;
  return I.Dst;
}

Reg Lowering::lowerMember(const MemberExpr &M) {
  SourceLocation Where = M.getMemberLoc().isValid() ? M.getMemberLoc() : M.getExprLoc();
  const auto *Field = dyn_cast<FieldDecl>(M.getMemberDecl());
  if (!Field) {
    lower(M.getBase());
    return lowerReference(*M.getMemberDecl(), M);
  }
  Reg Base = lower(M.getBase());
  // Anonymous structs and unions add a step without a name; leave it out.
  if (Field->getDeclName().isEmpty())
    return Base;
  Reg Address = field(Base, *Field, Where);
  if (!Field->getType()->isReferenceType())
    return Address;
  Instruction &L = emit(Op::Load, Where);
  L.A = Address;
  return L.Dst;
}

Reg Lowering::lowerCast(const CastExpr &Cast) {
  const Expr *Sub = Cast.getSubExpr();
  switch (Cast.getCastKind()) {
  case CK_LValueToRValue: {
    if (const auto *Ref = dyn_cast<DeclRefExpr>(Sub->IgnoreParens()))
      if (const auto *V = dyn_cast<VarDecl>(Ref->getDecl());
          V && V->getType().isConstQualified() && V->hasGlobalStorage() && V->getAnyInitializer()) {
        if (V->getType()->isIntegralOrEnumerationType())
          if (std::optional<int64_t> Value = constantOf(*V->getAnyInitializer()))
            return constant(*Value, Cast.getExprLoc());
        if (V->getType()->isPointerType() && isNull(*V->getAnyInitializer()))
          return constant(0, Cast.getExprLoc());
      }
    Reg Address = lower(Sub);
    return load(Address, *Sub);
  }
  case CK_Dependent: return Cast.isGLValue() ? lower(Sub) : lowerValue(Sub);
  case CK_NullToPointer:
  case CK_NullToMemberPointer: return constant(0, Cast.getExprLoc());
  case CK_PointerToBoolean:
  case CK_IntegralToBoolean: {
    Reg Value = lower(Sub);
    Reg Zero = constant(0, Cast.getExprLoc());
    return binary(BinaryOp::Ne, Value, Zero, Cast.getExprLoc());
  }
  case CK_IntegralToFloating:
  case CK_FloatingToIntegral:
  case CK_FloatingCast:
  case CK_FloatingToBoolean: {
    Reg Value = lower(Sub);
    if (Sub->IgnoreParenCasts()->getType()->isPointerType()) // "push_number(vm, (long)conn)"
      capture(Value, Cast.getExprLoc());
    return emit(Op::Unknown, Cast.getExprLoc()).Dst;
  }
  case CK_UserDefinedConversion:
  case CK_ConstructorConversion:
  default: return lower(Sub);
  }
}

} // namespace connlint
