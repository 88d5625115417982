// LowerOwners.cpp - what can be done to smart pointers, optionals and callables: methods,
// operators, the call of the deleter.
#include "facts/Lowering.h"

using namespace clang;

namespace connlint {

/// "handle", "*handle", "&handle", as itself or as the object of a method.
static bool isNamed(const Expr &E, const VarDecl &Handle) {
  const Expr *Plain = E.IgnoreParenCasts();
  if (const auto *Unary = dyn_cast<UnaryOperator>(Plain))
    return isNamed(*Unary->getSubExpr(), Handle);
  if (const auto *Member = dyn_cast<MemberExpr>(Plain))
    return isNamed(*Member->getBase(), Handle);
  const auto *Ref = dyn_cast<DeclRefExpr>(Plain);
  return Ref && Ref->getDecl() == &Handle;
}

/// The call can release the handle that it is given, as far as we see.
static bool canRelease(const CallExpr &Call, const VarDecl &Handle, const ResourceModel &Model) {
  const FunctionDecl *Callee = Call.getDirectCallee();
  if (const FunctionModel *Known = Callee ? Model.find(modelName(*Callee, Model)) : nullptr)
    return !Known->Releases.empty() || Known->Memory == MemoryEffect::Free;
  return isNamed(*Call.getCallee(), Handle) ||
         llvm::any_of(Call.arguments(), [&](const Expr *Arg) { return isNamed(*Arg, Handle); });
}

static bool callsRelease(const Stmt &S, const VarDecl &Handle, const ResourceModel &Model) {
  const auto *Call = dyn_cast<CallExpr>(&S);
  return (Call && canRelease(*Call, Handle, Model)) || isa<CXXDeleteExpr>(S) ||
         llvm::any_of(S.children(), [&](const Stmt *Child) {
           return Child && callsRelease(*Child, Handle, Model);
         });
}

/// Its deleter is made to release. One that ends a transaction makes no owner of a connection;
/// of one that is somewhere else we do not know.
static bool ownsByDeleter(const CXXRecordDecl &Owner, const ResourceModel &Model) {
  QualType Deleter = templateType(Owner, 1);
  const CXXRecordDecl *Record = Deleter.isNull() ? nullptr : Deleter->getAsCXXRecordDecl();
  const CXXMethodDecl *Operator =
      Record && !isInStdNamespace(*Record) ? callOperatorOf(Record) : nullptr;
  if (!Operator)
    return true;
  const FunctionDecl *Definition = definitionIn(*Operator);
  return Definition && Definition->getBody() && Definition->getNumParams() == 1 &&
         callsRelease(*Definition->getBody(), *Definition->getParamDecl(0), Model);
}

/// The deleter's call for what Pointer points to; nothing happens for a null pointer.
void Lowering::callDeleter(Reg Owner, Reg Pointer, const CXXRecordDecl &Record,
                           SourceLocation Where) {
  QualType Pointee = templateType(Record, 0);
  QualType Deleter = templateType(Record, 1);
  if (libraryClassOf(&Record) == LibraryClass::SharedOwner) {
    const CXXRecordDecl *Class = Pointee.isNull() ? nullptr : Pointee->getAsCXXRecordDecl();
    if (Class && Class->hasDefinition() && !Class->hasTrivialDestructor()) {
      const size_t First = Current->Instructions.size();
      destroyPointee(Pointer, Pointee, Where);
      for (size_t Index = First; Index < Current->Instructions.size(); ++Index)
        Current->Instructions[Index].IsShared = Current->Instructions[Index].IfNonNull;
      return;
    }
    Reg Slot = field(Owner, DeleterField, Where);
    callCallable(Slot, {{Pointer, false}}, nullptr, Where);
    Current->Instructions.back().IfNonNull = Current->Instructions.back().IsShared = true;
    emit(Op::Zero, Where, false).A = Slot;
    return;
  }
  const CXXRecordDecl *Class =
      Deleter.isNull() ? nullptr : Deleter.getNonReferenceType()->getAsCXXRecordDecl();
  bool Deletes = Deleter.isNull() || (Class && Class->getName() == "default_delete") ||
                 (Class && Class->getName() == "QScopedPointerDeleter");
  if (Deletes) {
    if (!Pointee.isNull() && !Pointee->isArrayType())
      destroyPointee(Pointer, Pointee, Where);
    return;
  }
  if (!Class) { // A pointer to a function.
    Reg Target = loadFrom(field(Owner, DeleterField, Where), Where, true);
    Instruction &I = emit(Op::Call, Where);
    I.A = Target;
    I.Args.push_back({Pointer, false});
    I.IfNonNull = true;
    return;
  }
  if (Class->getName() == "integral_constant") {
    const auto &Args = cast<ClassTemplateSpecializationDecl>(Class)->getTemplateArgs();
    if (Args.size() == 2 && Args[1].getKind() == TemplateArgument::Declaration)
      if (const auto *F = dyn_cast<FunctionDecl>(Args[1].getAsDecl()))
        emitCall(*F, {Pointer}, Where).IfNonNull = true;
    return;
  }
  Reg Object = field(Owner, DeleterField, Where);
  if (Deleter->isReferenceType())
    Object = loadFrom(Object, Where, true);
  if (libraryClassOf(Class) == LibraryClass::Callable) {
    callCallable(Object, {{Pointer, false}}, nullptr, Where);
    Current->Instructions.back().IfNonNull = true;
    return;
  }
  if (const CXXMethodDecl *Operator = callOperatorOf(Class)) {
    Instruction &I = emitCall(*Operator, {Object, Pointer}, Where);
    I.IfNonNull = true;
    for (ArgumentFacts &Arg : I.Args)
      Arg.ToConst = false; // A deleter takes even what it only has as const.
    return;
  }
  capture(Pointer, Where);
}

Reg Lowering::lowerOwnerMethod(const CXXMemberCallExpr &Call, LibraryClass Kind) {
  SourceLocation Where = Call.getExprLoc();
  const CXXMethodDecl &Method = *Call.getMethodDecl();
  const CXXRecordDecl *Named =
      Call.getImplicitObjectArgument()->IgnoreImpCasts()->getType()->getAsCXXRecordDecl();
  const CXXRecordDecl &Record = libraryClassOf(Method.getParent()) != LibraryClass::None || !Named
                                    ? *Method.getParent()
                                    : *Named;
  Reg Object = lower(Call.getImplicitObjectArgument());
  llvm::StringRef Name = Method.getIdentifier() ? Method.getName() : llvm::StringRef();
  bool AsksIfSet = isa<CXXConversionDecl>(Method) || Name == "has_value" || Name == "isNull";
  if (Kind == LibraryClass::Variant)
    return lowerVariantMethod(Object, Record, Call);
  if (Kind == LibraryClass::Callable) {
    if (!AsksIfSet)
      return emit(Op::Unknown, Where).Dst;
    Reg Operator = loadFrom(field(Object, "$call", Where), Where, true);
    Reg Plain = loadFrom(field(Object, "$fn", Where), Where, true);
    Instruction &I = emit(Op::Or, Where);
    I.A = Operator;
    I.B = Plain;
    return I.Dst;
  }
  if (Kind == LibraryClass::Optional) {
    if (AsksIfSet) {
      Reg Has = loadFrom(field(Object, HasField, Where), Where);
      return binary(BinaryOp::Ne, Has, constant(0, Where), Where);
    }
    if (Name == "value" || Name == "get")
      return field(Object, ValueField, Where);
    if (Name == "reset") {
      destroyLibrary(Object, Record, Where);
      return NoReg;
    }
    if (Name == "emplace") {
      destroyLibrary(Object, Record, Where);
      QualType Value = templateType(Record, 0);
      Reg Slot = field(Object, ValueField, Where);
      std::vector<Reg> Args{Slot};
      for (const Expr *Arg : Call.arguments())
        Args.push_back(lowerArgument(*Arg));
      constructByArguments(Slot, Value, Call, Args);
      store(field(Object, HasField, Where), constant(1, Where), Where);
      return field(Object, ValueField, Where);
    }
    for (const Expr *Arg : Call.arguments())
      capture(lower(Arg), Where);
    return emit(Op::Unknown, Where).Dst;
  }
  Reg Slot = field(Object, PtrField, Where);
  if (AsksIfSet) {
    Reg Pointer = loadFrom(Slot, Where, true);
    Reg Zero = constant(0, Where);
    return binary(Name == "isNull" ? BinaryOp::Eq : BinaryOp::Ne, Pointer, Zero, Where);
  }
  if (Name == "get" || Name == "data")
    return loadFrom(Slot, Where, true);
  if (Name == "release" || Name == "take") {
    Reg Pointer = loadFrom(Slot, Where, true);
    if (ownsByDeleter(Record, Model))
      Current->Instructions.back().Name = typeNameBehind(Call.getType());
    store(field(Object, PtrField, Where), constant(0, Where), Where);
    return Pointer;
  }
  if (Name == "reset") {
    Reg New = NoReg;
    bool Given = Call.getNumArgs() > 0 && !isa<CXXDefaultArgExpr>(Call.getArg(0));
    if (Given)
      New = lowerValue(Call.getArg(0));
    Reg Old = loadFrom(Slot, Where, true);
    store(field(Object, PtrField, Where), Given ? New : constant(0, Where), Where);
    callDeleter(Object, Old, Record, Where);
    if (Kind == LibraryClass::SharedOwner && Call.getNumArgs() > 1)
      storeCallable(field(Object, DeleterField, Where), *Call.getArg(1));
    return NoReg;
  }
  if (Name == "swap" && Call.getNumArgs() == 1) {
    swapObjects(Object, lower(Call.getArg(0)), Where);
    return NoReg;
  }
  if (Name == "get_deleter")
    return field(Object, DeleterField, Where);
  for (const Expr *Arg : Call.arguments())
    capture(lower(Arg), Where);
  return emit(Op::Unknown, Where).Dst;
}

/// The value of a parameter that takes anything by reference: the object, or its address.
Reg Lowering::lowerArgument(const Expr &Arg) {
  return Arg.getType()->isRecordType() ? lower(&Arg) : lowerValue(&Arg);
}

void Lowering::swapObjects(Reg Left, Reg Right, SourceLocation Where) {
  auto Whole = [&](Reg Address) {
    Instruction &I = emit(Op::Load, Where);
    I.A = Address;
    I.Aggregate = true;
    return I.Dst;
  };
  uint32_t Id = makeTemporary("");
  store(addressOf(Id, Where), Whole(Left), Where);
  store(Left, Whole(Right), Where);
  store(Right, Whole(addressOf(Id, Where)), Where);
  moveOut(Id, Where);
}

/// Makes an object from the arguments of a function that passes them on to a constructor.
void Lowering::constructByArguments(Reg Address, QualType Type, const CallExpr &Call,
                                    std::vector<Reg> Args) {
  SourceLocation Where = Call.getExprLoc();
  const CXXRecordDecl *Record = Type.isNull() ? nullptr : Type->getAsCXXRecordDecl();
  if (!Record || !Record->hasDefinition()) {
    if (Args.size() == 2)
      store(Address, Args[1], Where);
    return;
  }
  size_t Count = Args.size() - 1;
  const CXXConstructorDecl *Found = nullptr;
  unsigned Fits = 0;
  for (const CXXConstructorDecl *C : Record->ctors()) {
    if (C->isDeleted() || Count < C->getMinRequiredArguments() || Count > C->getNumParams())
      continue;
    if (Count == 1 && C->isCopyOrMoveConstructor() &&
        !(Context.hasSameUnqualifiedType(Call.getArg(0)->getType().getNonReferenceType(), Type)))
      continue;
    Found = C;
    ++Fits;
  }
  if (Count == 1 && Found && Found->isCopyOrMoveConstructor())
    return constructFrom(Address, Args[1], Type, Call.getArg(0)->isXValue(), Where);
  if (Fits != 1 || !Found->isUserProvided()) {
    if (Count == 0)
      return constructDefault(Address, Type, Where);
    for (size_t I = 1; I < Args.size(); ++I)
      capture(Args[I], Where);
    return;
  }
  Instruction &I = emitCall(*Found, Args, Where);
  I.HasObject = true;
  addUnwind(I, Call, Found);
}

/// make_unique, make_shared: the owner as a value.
Reg Lowering::lowerMake(const CallExpr &Call, QualType Owner) {
  SourceLocation Where = Call.getExprLoc();
  QualType Type = templateType(*Owner->getAsCXXRecordDecl(), 0);
  Reg Object = allocate(Where);
  std::vector<Reg> Args{Object};
  for (const Expr *Arg : Call.arguments())
    Args.push_back(lowerArgument(*Arg));
  if (!Type.isNull() && !Type->isArrayType())
    constructByArguments(Object, Type, Call, Args);
  uint32_t Id = makeTemporary("");
  emit(Op::Declare, Where, false).Number = Id;
  emit(Op::Zero, Where, false).A = addressOf(Id, Where);
  store(field(addressOf(Id, Where), PtrField, Where), Object, Where);
  return wholeObject(Id, Where);
}

std::optional<Reg> Lowering::lowerOwnerOperator(const CXXOperatorCallExpr &Call,
                                                LibraryClass Kind) {
  SourceLocation Where = Call.getOperatorLoc();
  const auto *Method = dyn_cast_or_null<CXXMethodDecl>(Call.getDirectCallee());
  bool IsOwner = Kind == LibraryClass::UniqueOwner || Kind == LibraryClass::SharedOwner;
  switch (Call.getOperator()) {
  case OO_Arrow:
  case OO_Star:
    if (Call.getNumArgs() != 1)
      return std::nullopt;
    if (IsOwner)
      return loadFrom(field(lower(Call.getArg(0)), PtrField, Where), Where, true);
    if (Kind == LibraryClass::Optional)
      return field(lower(Call.getArg(0)), ValueField, Where);
    return std::nullopt;
  case OO_Call: {
    if (Kind != LibraryClass::Callable)
      return std::nullopt;
    Reg Slot = lower(Call.getArg(0));
    std::vector<ArgumentFacts> Args;
    for (unsigned I = 1; I < Call.getNumArgs(); ++I)
      Args.push_back({lowerArgument(*Call.getArg(I)), false});
    return callCallable(Slot, std::move(Args), &Call, Where);
  }
  case OO_EqualEqual:
  case OO_ExclaimEqual: {
    if (!IsOwner || Call.getNumArgs() != 2)
      return std::nullopt;
    auto Pointer = [&](const Expr &Side) {
      LibraryClass Class = libraryClassOf(Side.getType());
      bool Owns = Class == LibraryClass::UniqueOwner || Class == LibraryClass::SharedOwner;
      return Owns ? loadFrom(field(lower(&Side), PtrField, Where), Where, true) : lowerValue(&Side);
    };
    Reg Left = Pointer(*Call.getArg(0));
    Reg Right = Pointer(*Call.getArg(1));
    return binary(Call.getOperator() == OO_EqualEqual ? BinaryOp::Eq : BinaryOp::Ne, Left, Right,
                  Where);
  }
  case OO_Equal: {
    if (!Method || Call.getNumArgs() != 2)
      return std::nullopt;
    const CXXRecordDecl &Record = *Method->getParent();
    QualType Own = Method->getThisType()->getPointeeType().getCanonicalType().getUnqualifiedType();
    const Expr &Source = *Call.getArg(1);
    QualType Type = Source.getType();
    const bool IsNull = isNullPointer(Source, Context);
    if (Kind == LibraryClass::Callable) {
      if (libraryClassOf(Type) == LibraryClass::Callable) {
        Reg From = lower(&Source);
        Reg To = lower(Call.getArg(0));
        constructLibraryFrom(To, From, Own, true, Where);
        return To;
      }
      Reg To = lower(Call.getArg(0));
      storeCallable(To, Source);
      return To;
    }
    LibraryClass From = libraryClassOf(Type);
    bool Moves =
        Method->getNumParams() == 1 && Method->getParamDecl(0)->getType()->isRValueReferenceType();
    if (IsNull || (Kind == LibraryClass::Optional && From != LibraryClass::Optional)) {
      Reg To = lower(Call.getArg(0));
      if (!IsNull && Kind == LibraryClass::Optional) {
        Reg Value = lower(&Source);
        destroyLibrary(To, Record, Where);
        const CXXRecordDecl *Class = Type->getAsCXXRecordDecl();
        if (Class && Class->getIdentifier() && Class->getName() == "nullopt_t")
          return To;
        if (isError(Class)) {
          capture(Value, Where);
          return To;
        }
        QualType Inner = templateType(Record, 0);
        if (!Inner.isNull() && Source.isGLValue() &&
            Context.hasSameUnqualifiedType(Inner, Type.getNonReferenceType()))
          constructFrom(field(To, ValueField, Where), Value, Inner, Moves, Where);
        else
          capture(Value, Where);
        store(field(To, HasField, Where), constant(1, Where), Where);
        return To;
      }
      destroyLibrary(To, Record, Where);
      return To;
    }
    Reg Source2 = lower(&Source);
    Reg To = lower(Call.getArg(0));
    if (From != Kind) {
      capture(Source2, Where);
      destroyLibrary(To, Record, Where);
      return To;
    }
    assignOwner(To, Source2, Own, Moves, Where);
    return To;
  }
  case OO_Subscript:
    if (Kind == LibraryClass::UniqueOwner && Call.getNumArgs() == 2) {
      Reg Base = loadFrom(field(lower(Call.getArg(0)), PtrField, Where), Where, true);
      Reg Index = lowerValue(Call.getArg(1));
      Instruction &I = emit(Op::Element, Where);
      I.A = Base;
      I.B = Index;
      return I.Dst;
    }
    return std::nullopt;
  default: return std::nullopt;
  }
}

/// The old object goes after the new one has come: "p = std::move(p)" is no loss.
void Lowering::assignOwner(Reg To, Reg From, QualType Type, bool Moves, SourceLocation Where) {
  uint32_t Id = makeTemporary("");
  emit(Op::Declare, Where, false).Number = Id;
  constructLibraryFrom(addressOf(Id, Where), From, Type, Moves, Where);
  destroyLibrary(To, *Type->getAsCXXRecordDecl(), Where);
  constructLibraryFrom(To, addressOf(Id, Where), Type, true, Where);
  moveOut(Id, Where);
}

} // namespace connlint
