// LowerLibrary.cpp - the classes of the standard library that own something, by heart.
//
// Their own code hides behind tuples and control blocks; what they do is defined by the
// standard. A unique_ptr is an object with the field "$ptr", its deleter in "$del"; an
// optional has "$value" and "$has"; of a shared_ptr every copy may be the last one, so a
// copied handle is no longer followed. Everything else of the library is an unknown call.
#include "facts/Lowering.h"

using namespace clang;

namespace connlint {

/// Makes an object of Type from one expression, which may be an object or an argument.
void Lowering::constructMember(Reg Address, QualType Type, const Expr &Init) {
  const Expr *E = objectMaker(&Init);
  QualType From = E->getType();
  if (E->isGLValue() && Type->isRecordType() &&
      Context.hasSameUnqualifiedType(Type, From.getNonReferenceType()))
    return constructFrom(Address, lower(E), Type, E->isXValue(), E->getExprLoc());
  initialize(Address, Type, Init);
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
    QualType Type = templateType(Record, 0);
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
  case LibraryClass::Variant: return destroyVariant(Address, Record, Where);
  case LibraryClass::Callable:
  case LibraryClass::None: return;
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
    if (libraryClassOf(&Record) == LibraryClass::SharedOwner)
      emit(Op::Zero, Where, false).A = field(From, DeleterField, Where);
    return;
  }
  case LibraryClass::Optional: {
    QualType Value = templateType(Record, 0);
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
  case LibraryClass::Variant: return constructVariantFrom(Address, From, Record, Moves, Where);
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

/// What an "expected" is made of that has no value: std::unexpected.
bool isError(const CXXRecordDecl *Class) {
  return Class && Class->getIdentifier() &&
         (Class->getName() == "unexpected" || Class->getName() == "unexpect_t");
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
  const bool IsNull = isNullPointer(First, Context);
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
    if (Class && Class->getIdentifier() &&
        (Class->getName() == "nullopt_t" || Class->getName() == "none_t"))
      return true;
    if (isError(Class)) {
      capture(lower(&First), Where);
      return true;
    }
    QualType Value = templateType(Record, 0);
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
      constructLibraryFrom(Address, Source, E.getType(),
                           First.isXValue() || !E.getConstructor()->isCopyConstructor(), Where);
      return true;
    }
    llvm::SmallVector<const Expr *, 4> Values(E.arg_begin(), E.arg_begin() + Count);
    constructGroup(Address, groupTypes(Record), Values, Where);
    return true;
  }
  case LibraryClass::Variant: return constructVariant(Address, E), true;
  case LibraryClass::Callable:
    if (From == LibraryClass::Callable && First.isGLValue()) {
      constructLibraryFrom(Address, lower(&First), E.getType(), true, Where);
      return true;
    }
    storeCallable(Address, First);
    return true;
  case LibraryClass::None: return false;
  }
  return false;
}

/// "std::tie(a, b) = f();"
std::optional<Reg> Lowering::assignTied(const CXXOperatorCallExpr &Assignment) {
  SourceLocation Where = Assignment.getOperatorLoc();
  const CXXRecordDecl *Left = Assignment.getArg(0)->getType()->getAsCXXRecordDecl();
  const CXXRecordDecl *Right = Assignment.getArg(1)->getType()->getAsCXXRecordDecl();
  std::vector<QualType> To = Left ? groupTypes(*Left) : std::vector<QualType>();
  std::vector<QualType> From = Right ? groupTypes(*Right) : std::vector<QualType>();
  auto IsScalar = [](QualType Type) { return Type.getNonReferenceType()->isScalarType(); };
  if (To.empty() || To.size() != From.size() || !llvm::all_of(From, IsScalar) ||
      !llvm::all_of(To, [](QualType Type) { return Type->isReferenceType(); }))
    return std::nullopt;
  Reg Source = lower(Assignment.getArg(1));
  Reg Tied = lower(Assignment.getArg(0));
  for (unsigned I = 0; I < To.size(); ++I) {
    if (!IsScalar(To[I])) // std::ignore
      continue;
    Reg Value = loadFrom(field(Source, groupField(I), Where), Where, From[I]->isPointerType());
    store(loadFrom(field(Tied, groupField(I), Where), Where, true), Value, Where);
  }
  return Tied;
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
    if (Kind == LibraryClass::None)
      return lowerTextComparison(*Operator);
    if (Kind == LibraryClass::Group)
      return Operator->getOperator() == OO_Equal ? assignTied(*Operator) : std::nullopt;
    if (Kind == LibraryClass::Variant)
      return Operator->getOperator() == OO_Equal ? assignVariant(*Operator) : std::nullopt;
    return lowerOwnerOperator(*Operator, Kind);
  }
  if (!Callee->getIdentifier() || !isInStdNamespace(*Callee))
    return std::nullopt;
  SourceLocation Where = Call.getExprLoc();
  llvm::StringRef Name = Callee->getName();
  if (std::optional<Reg> Done = lowerVariantCall(Call))
    return *Done;
  LibraryClass Made = libraryClassOf(Call.getType());
  if ((Name == "make_unique" || Name == "make_shared") && Made != LibraryClass::None)
    return lowerMake(Call, Call.getType());
  if ((Name == "make_pair" || Name == "make_tuple" || Name == "tie" ||
       Name == "forward_as_tuple") &&
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
