// LowerLibrary.cpp - the classes of the standard library that own something, by heart.
//
// Their own code hides behind tuples and control blocks; what they do is defined by the
// standard. A unique_ptr is an object with the field "$ptr", its deleter in "$del"; an
// optional has "$value" and "$has"; of a shared_ptr every copy may be the last one, so a
// copied handle is no longer followed. Everything else of the library is an unknown call.
#include "facts/Lowering.h"

using namespace clang;

namespace connlint {

static constexpr llvm::StringRef PtrField = "$ptr", DeleterField = "$del", ValueField = "$value",
                                 HasField = "$has";

bool isInStdNamespace(const Decl &D) {
  for (const DeclContext *Up = D.getDeclContext(); Up; Up = Up->getParent())
    if (const auto *Space = dyn_cast<NamespaceDecl>(Up))
      if (Space->getIdentifier() && (Space->getName() == "std" || Space->getName() == "__gnu_cxx"))
        return true;
  return false;
}

LibraryClass libraryClassOf(const CXXRecordDecl *Record) {
  if (!Record || !Record->getIdentifier())
    return LibraryClass::None;
  static const llvm::StringMap<LibraryClass> Known = {
      {"std::unique_ptr", LibraryClass::UniqueOwner},
      {"std::auto_ptr", LibraryClass::UniqueOwner},
      {"boost::scoped_ptr", LibraryClass::UniqueOwner},
      {"boost::movelib::unique_ptr", LibraryClass::UniqueOwner},
      {"QScopedPointer", LibraryClass::UniqueOwner},
      {"std::shared_ptr", LibraryClass::SharedOwner},
      {"boost::shared_ptr", LibraryClass::SharedOwner},
      {"QSharedPointer", LibraryClass::SharedOwner},
      {"std::optional", LibraryClass::Optional},
      {"boost::optional", LibraryClass::Optional},
      {"std::function", LibraryClass::Callable},
      {"std::move_only_function", LibraryClass::Callable},
      {"boost::function", LibraryClass::Callable},
      {"std::pair", LibraryClass::Group},
      {"std::tuple", LibraryClass::Group}};
  llvm::StringRef Name = Record->getName();
  if (!Name.ends_with("ptr") && !Name.ends_with("Pointer") && Name != "optional" &&
      !Name.ends_with("function") && Name != "pair" && Name != "tuple")
    return LibraryClass::None;
  auto It = Known.find(plainName(*Record));
  return It == Known.end() ? LibraryClass::None : It->second;
}

LibraryClass libraryClassOf(QualType Type) {
  return libraryClassOf(Type.getNonReferenceType()->getAsCXXRecordDecl());
}

static QualType templateType(const CXXRecordDecl &Record, unsigned Index) {
  const auto *Specialization = dyn_cast<ClassTemplateSpecializationDecl>(&Record);
  if (!Specialization || Specialization->getTemplateArgs().size() <= Index)
    return {};
  const TemplateArgument &Arg = Specialization->getTemplateArgs()[Index];
  return Arg.getKind() == TemplateArgument::Type ? Arg.getAsType() : QualType();
}

QualType Lowering::optionalValueType(const CXXRecordDecl &Record) const {
  return templateType(Record, 0);
}

/// The types of a pair or tuple.
static std::vector<QualType> groupTypes(const CXXRecordDecl &Record) {
  std::vector<QualType> Types;
  if (const auto *Specialization = dyn_cast<ClassTemplateSpecializationDecl>(&Record))
    for (const TemplateArgument &Arg : Specialization->getTemplateArgs().asArray()) {
      if (Arg.getKind() == TemplateArgument::Type)
        Types.push_back(Arg.getAsType());
      else if (Arg.getKind() == TemplateArgument::Pack)
        for (const TemplateArgument &Each : Arg.pack_elements())
          if (Each.getKind() == TemplateArgument::Type)
            Types.push_back(Each.getAsType());
    }
  return Types;
}

/// "first", "second"; of a tuple the third is "$2".
static std::string groupField(unsigned Index) {
  if (Index < 2)
    return Index == 0 ? "first" : "second";
  std::string Name = "$";
  Name += std::to_string(Index);
  return Name;
}

/// Makes an object of Type from one expression, which may be an object or an argument.
void Lowering::constructMember(Reg Address, QualType Type, const Expr &Init) {
  const Expr *E = objectMaker(&Init);
  QualType From = E->getType();
  if (E->isGLValue() && Type->isRecordType() &&
      Context.hasSameUnqualifiedType(Type, From.getNonReferenceType()))
    return constructFrom(Address, lower(E), Type, E->isXValue(), E->getExprLoc());
  initialize(Address, Type, Init);
}

/// The deleter's call for what Pointer points to; nothing happens for a null pointer.
void Lowering::callDeleter(Reg Owner, Reg Pointer, const CXXRecordDecl &Record,
                           SourceLocation Where) {
  QualType Pointee = templateType(Record, 0);
  QualType Deleter = templateType(Record, 1);
  if (libraryClassOf(&Record) == LibraryClass::SharedOwner) {
    const CXXRecordDecl *Class = Pointee.isNull() ? nullptr : Pointee->getAsCXXRecordDecl();
    if (Class && Class->hasDefinition() && !Class->hasTrivialDestructor())
      return destroyPointee(Pointer, Pointee, Where);
    Reg Slot = field(Owner, DeleterField, Where);
    callCallable(Slot, {{Pointer, false}}, nullptr, Where);
    Current->Instructions.back().IfNonNull = true;
    return;
  }
  const CXXRecordDecl *Class = Deleter.isNull() ? nullptr
                                                : Deleter.getNonReferenceType()->getAsCXXRecordDecl();
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

void Lowering::destroyLibrary(Reg Address, const CXXRecordDecl &Record, SourceLocation Where) {
  switch (libraryClassOf(&Record)) {
  case LibraryClass::UniqueOwner:
  case LibraryClass::SharedOwner: {
    Reg Slot = field(Address, PtrField, Where);
    Reg Pointer = loadFrom(Slot, Where, true);
    callDeleter(Address, Pointer, Record, Where);
    Reg Null = constant(0, Where);
    store(field(Address, PtrField, Where), Null, Where);
    return;
  }
  case LibraryClass::Optional: {
    QualType Type = optionalValueType(Record);
    if (!Type.isNull())
      destroy(field(Address, ValueField, Where), Type, Where);
    emit(Op::Zero, Where, false).A = Address;
    return;
  }
  case LibraryClass::Group: {
    std::vector<QualType> Types = groupTypes(Record);
    for (unsigned I = 0; I < Types.size(); ++I)
      destroy(field(Address, groupField(I), Where), Types[I], Where);
    return;
  }
  case LibraryClass::Callable:
  case LibraryClass::None:
    return;
  }
}

void Lowering::constructLibraryFrom(Reg Address, Reg From, QualType Type, bool Moves,
                                    SourceLocation Where) {
  const CXXRecordDecl &Record = *Type->getAsCXXRecordDecl();
  auto CopyField = [&](llvm::StringRef Name) {
    Reg Source = field(From, Name, Where);
    Instruction &I = emit(Op::Load, Where);
    I.A = Source;
    I.Aggregate = true;
    Reg Value = I.Dst;
    store(field(Address, Name, Where), Value, Where);
  };
  switch (libraryClassOf(&Record)) {
  case LibraryClass::UniqueOwner:
  case LibraryClass::SharedOwner: {
    Reg Pointer = loadFrom(field(From, PtrField, Where), Where, true);
    if (!Moves) { // Shared from here on: whoever goes last releases it.
      capture(Pointer, Where);
      store(field(From, PtrField, Where), emit(Op::Unknown, Where).Dst, Where);
      store(field(Address, PtrField, Where), emit(Op::Unknown, Where).Dst, Where);
      return;
    }
    store(field(Address, PtrField, Where), Pointer, Where);
    CopyField(DeleterField);
    store(field(From, PtrField, Where), constant(0, Where), Where);
    return;
  }
  case LibraryClass::Optional: {
    QualType Value = optionalValueType(Record);
    Reg Has = loadFrom(field(From, HasField, Where), Where);
    store(field(Address, HasField, Where), Has, Where);
    if (!Value.isNull())
      constructFrom(field(Address, ValueField, Where), field(From, ValueField, Where), Value, Moves,
                    Where);
    return;
  }
  case LibraryClass::Group: {
    std::vector<QualType> Types = groupTypes(Record);
    for (unsigned I = 0; I < Types.size(); ++I)
      if (Types[I]->isReferenceType())
        store(field(Address, groupField(I), Where),
              loadFrom(field(From, groupField(I), Where), Where, true), Where);
      else
        constructFrom(field(Address, groupField(I), Where), field(From, groupField(I), Where),
                      Types[I], Moves, Where);
    return;
  }
  case LibraryClass::Callable:
  case LibraryClass::None: {
    Instruction &I = emit(Op::Load, Where);
    I.A = From;
    I.Aggregate = true;
    return store(Address, I.Dst, Where);
  }
  }
}

/// The parts of a pair or tuple from one expression each.
void Lowering::constructGroup(Reg Address, const std::vector<QualType> &Types,
                              llvm::ArrayRef<const Expr *> Values, SourceLocation Where) {
  emit(Op::Zero, Where, false).A = Address;
  for (unsigned I = 0; I < Values.size(); ++I) {
    if (I >= Types.size() || Values.size() != Types.size()) {
      capture(lower(Values[I]), Where);
      continue;
    }
    Reg Slot = field(Address, groupField(I), Where);
    if (Types[I]->isReferenceType())
      store(Slot, lower(Values[I]), Where);
    else if (!Types[I]->isRecordType())
      store(Slot, lowerValue(Values[I]), Where); // A parameter by reference: what it refers to.
    else
      constructMember(Slot, Types[I], *Values[I]);
  }
}

/// Constructors of owners, optionals and callables. False: none of them.
bool Lowering::constructLibrary(Reg Address, const CXXConstructExpr &E) {
  LibraryClass Kind = libraryClassOf(E.getType());
  if (Kind == LibraryClass::None)
    return false;
  SourceLocation Where = E.getBeginLoc();
  const CXXRecordDecl &Record = *E.getType()->getAsCXXRecordDecl();
  unsigned Count = 0;
  while (Count < E.getNumArgs() && !isa<CXXDefaultArgExpr>(E.getArg(Count)))
    ++Count;
  if (Count == 0) {
    emit(Op::Zero, Where, false).A = Address;
    return true;
  }
  const Expr &First = *E.getArg(0);
  QualType FirstType = First.getType();
  LibraryClass From = libraryClassOf(FirstType);
  bool IsNull = FirstType->isNullPtrType() ||
                First.isNullPointerConstant(Context, Expr::NPC_ValueDependentIsNotNull);
  switch (Kind) {
  case LibraryClass::UniqueOwner:
  case LibraryClass::SharedOwner: {
    if (From == LibraryClass::UniqueOwner || From == LibraryClass::SharedOwner) {
      Reg Source = lower(&First);
      bool Moves = !E.getConstructor()->isCopyConstructor() &&
                   E.getConstructor()->getParamDecl(0)->getType()->isRValueReferenceType();
      if (!First.isGLValue())
        return store(Address, Source, Where), true;
      if (Kind == From)
        constructLibraryFrom(Address, Source, E.getType(), Moves, Where);
      else if (Moves) { // A shared_ptr from a unique_ptr: the deleter is not carried over.
        capture(loadFrom(field(Source, PtrField, Where), Where, true), Where);
        store(field(Source, PtrField, Where), constant(0, Where), Where);
        emit(Op::Zero, Where, false).A = Address;
      }
      return true;
    }
    emit(Op::Zero, Where, false).A = Address;
    if (!IsNull)
      store(field(Address, PtrField, Where), lowerValue(&First), Where);
    if (Count >= 2) {
      Reg Slot = field(Address, DeleterField, Where);
      QualType Deleter = templateType(Record, 1);
      if (Kind == LibraryClass::SharedOwner)
        storeCallable(Slot, *E.getArg(1));
      else if (!Deleter.isNull() && Deleter->isReferenceType())
        store(Slot, lower(E.getArg(1)), Where);
      else if (!Deleter.isNull() && Deleter->isRecordType())
        constructMember(Slot, Deleter, *E.getArg(1));
      else
        store(Slot, lowerValue(E.getArg(1)), Where);
    }
    return true;
  }
  case LibraryClass::Optional: {
    if (From == LibraryClass::Optional &&
        Context.hasSameUnqualifiedType(FirstType.getNonReferenceType(), E.getType())) {
      constructLibraryFrom(Address, lower(&First), E.getType(),
                           !E.getConstructor()->isCopyConstructor(), Where);
      return true;
    }
    emit(Op::Zero, Where, false).A = Address;
    const CXXRecordDecl *Class = FirstType->getAsCXXRecordDecl();
    if (Class && Class->getIdentifier() && (Class->getName() == "nullopt_t" || Class->getName() == "none_t"))
      return true;
    QualType Value = optionalValueType(Record);
    const Expr *Init = &First;
    if (Class && Class->getIdentifier() && Class->getName() == "in_place_t")
      Init = Count > 1 ? E.getArg(1) : nullptr;
    if (Init && !Value.isNull() && Init == &First) {
      // The parameter is a reference to what is moved in.
      Reg Source = lower(Init);
      QualType SourceType = Init->getType().getNonReferenceType();
      if (Init->isGLValue() && Context.hasSameUnqualifiedType(SourceType, Value))
        constructFrom(field(Address, ValueField, Where), Source, Value,
                      E.getConstructor()->getNumParams() > 0 &&
                          E.getConstructor()->getParamDecl(0)->getType()->isRValueReferenceType(),
                      Where);
      else
        capture(Source, Where);
    } else {
      for (unsigned I = 1; I < Count; ++I)
        capture(lower(E.getArg(I)), Where);
    }
    store(field(Address, HasField, Where), constant(1, Where), Where);
    return true;
  }
  case LibraryClass::Group: {
    if (Count == 1 && From == LibraryClass::Group && First.isGLValue()) {
      Reg Source = lower(&First);
      constructLibraryFrom(Address, Source, E.getType(), First.isXValue() || !E.getConstructor()->isCopyConstructor(), Where);
      return true;
    }
    llvm::SmallVector<const Expr *, 4> Values(E.arg_begin(), E.arg_begin() + Count);
    constructGroup(Address, groupTypes(Record), Values, Where);
    return true;
  }
  case LibraryClass::Callable:
    if (From == LibraryClass::Callable && First.isGLValue()) {
      constructLibraryFrom(Address, lower(&First), E.getType(), true, Where);
      return true;
    }
    storeCallable(Address, First);
    return true;
  case LibraryClass::None:
    return false;
  }
  return false;
}

Reg Lowering::lowerOwnerMethod(const CXXMemberCallExpr &Call, LibraryClass Kind) {
  SourceLocation Where = Call.getExprLoc();
  const CXXMethodDecl &Method = *Call.getMethodDecl();
  const CXXRecordDecl *Named =
      Call.getImplicitObjectArgument()->IgnoreImpCasts()->getType()->getAsCXXRecordDecl();
  const CXXRecordDecl &Record =
      libraryClassOf(Method.getParent()) != LibraryClass::None || !Named ? *Method.getParent() : *Named;
  Reg Object = lower(Call.getImplicitObjectArgument());
  llvm::StringRef Name = Method.getIdentifier() ? Method.getName() : llvm::StringRef();
  bool AsksIfSet = isa<CXXConversionDecl>(Method) || Name == "has_value" || Name == "isNull";
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
      QualType Value = optionalValueType(Record);
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
  if (mayThrow(Call, Found))
    I.Unwind = unwindFrom(Call);
}

/// make_unique, make_shared: the owner as a value.
Reg Lowering::lowerMake(const CallExpr &Call, QualType Owner) {
  SourceLocation Where = Call.getExprLoc();
  QualType Type = templateType(*Owner->getAsCXXRecordDecl(), 0);
  Instruction &Allocation = emit(Op::Call, Where);
  Allocation.Name = "operator new";
  Reg Object = Allocation.Dst;
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
    const Expr &Source = *Call.getArg(1);
    QualType Type = Source.getType();
    bool IsNull = Type->isNullPtrType() ||
                  Source.isNullPointerConstant(Context, Expr::NPC_ValueDependentIsNotNull);
    if (Kind == LibraryClass::Callable) {
      if (libraryClassOf(Type) == LibraryClass::Callable) {
        Reg From = lower(&Source);
        Reg To = lower(Call.getArg(0));
        constructLibraryFrom(To, From, Context.getCanonicalTagType(&Record), true, Where);
        return To;
      }
      Reg To = lower(Call.getArg(0));
      storeCallable(To, Source);
      return To;
    }
    LibraryClass From = libraryClassOf(Type);
    bool Moves = Method->getNumParams() == 1 &&
                 Method->getParamDecl(0)->getType()->isRValueReferenceType();
    QualType Own = Context.getCanonicalTagType(&Record);
    if (IsNull || (Kind == LibraryClass::Optional && From != LibraryClass::Optional)) {
      Reg To = lower(Call.getArg(0));
      if (!IsNull && Kind == LibraryClass::Optional) {
        Reg Value = lower(&Source);
        destroyLibrary(To, Record, Where);
        const CXXRecordDecl *Class = Type->getAsCXXRecordDecl();
        if (Class && Class->getIdentifier() && Class->getName() == "nullopt_t")
          return To;
        QualType Inner = optionalValueType(Record);
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
  default:
    return std::nullopt;
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

std::optional<Reg> Lowering::lowerLibraryCall(const CallExpr &Call) {
  const FunctionDecl *Callee = Call.getDirectCallee();
  if (!Callee)
    return std::nullopt;
  if (const auto *Member = dyn_cast<CXXMemberCallExpr>(&Call)) {
    const CXXMethodDecl *Method = Member->getMethodDecl();
    LibraryClass Kind = Method ? libraryClassOf(Method->getParent()) : LibraryClass::None;
    // shared_ptr's accessors are in a base class of the library.
    if (Kind == LibraryClass::None && Method && isInStdNamespace(*Method))
      Kind = libraryClassOf(Member->getImplicitObjectArgument()->IgnoreImpCasts()->getType());
    if (Kind == LibraryClass::None || Kind == LibraryClass::Group)
      return std::nullopt;
    return lowerOwnerMethod(*Member, Kind);
  }
  if (const auto *Operator = dyn_cast<CXXOperatorCallExpr>(&Call)) {
    LibraryClass Kind = LibraryClass::None;
    for (unsigned I = 0; I < std::min(2u, Call.getNumArgs()) && Kind == LibraryClass::None; ++I)
      if (I == 0 || Operator->getOperator() == OO_EqualEqual ||
          Operator->getOperator() == OO_ExclaimEqual)
        Kind = libraryClassOf(Call.getArg(I)->IgnoreImpCasts()->getType());
    if (Kind == LibraryClass::None || Kind == LibraryClass::Group)
      return std::nullopt;
    return lowerOwnerOperator(*Operator, Kind);
  }
  if (!Callee->getIdentifier() || !isInStdNamespace(*Callee))
    return std::nullopt;
  SourceLocation Where = Call.getExprLoc();
  llvm::StringRef Name = Callee->getName();
  LibraryClass Made = libraryClassOf(Call.getType());
  if ((Name == "make_unique" || Name == "make_shared") && Made != LibraryClass::None)
    return lowerMake(Call, Call.getType());
  if ((Name == "make_pair" || Name == "make_tuple" || Name == "tie" || Name == "forward_as_tuple") &&
      Made == LibraryClass::Group) {
    uint32_t Id = makeTemporary("");
    emit(Op::Declare, Where, false).Number = Id;
    llvm::SmallVector<const Expr *, 4> Values(Call.arg_begin(), Call.arg_end());
    constructGroup(addressOf(Id, Where), groupTypes(*Call.getType()->getAsCXXRecordDecl()), Values,
                   Where);
    return wholeObject(Id, Where);
  }
  if (Name == "get" && Call.getNumArgs() == 1 &&
      libraryClassOf(Call.getArg(0)->getType()) == LibraryClass::Group)
    if (const TemplateArgumentList *Args = Callee->getTemplateSpecializationArgs();
        Args && Args->size() > 0 && Args->get(0).getKind() == TemplateArgument::Integral)
      return field(lower(Call.getArg(0)),
                   groupField(static_cast<unsigned>(Args->get(0).getAsIntegral().getZExtValue())),
                   Where);
  if (Name == "exchange" && Call.getNumArgs() == 2 && !Call.getType()->isRecordType()) {
    Reg Address = lower(Call.getArg(0));
    Reg New = lowerValue(Call.getArg(1));
    Reg Old = load(Address, *Call.getArg(0));
    store(Address, New, Where);
    return Old;
  }
  if (Name == "swap" && Call.getNumArgs() == 2) {
    Reg Left = lower(Call.getArg(0));
    Reg Right = lower(Call.getArg(1));
    if (Call.getArg(0)->getType()->isRecordType()) {
      swapObjects(Left, Right, Where);
    } else {
      Reg A = load(Left, *Call.getArg(0));
      Reg B = load(Right, *Call.getArg(1));
      store(Left, B, Where);
      store(Right, A, Where);
    }
    return NoReg;
  }
  if (Name == "as_const" || Name == "move_if_noexcept" || Name == "to_address")
    return Call.getNumArgs() == 1 ? std::optional(lower(Call.getArg(0))) : std::nullopt;
  return std::nullopt;
}

} // namespace connlint
