// LowerObjects.cpp - how objects of classes come to be, are copied, assigned and destroyed.
//
// A constructor, assignment or destructor that somebody wrote is a call with the object as
// argument 0. The ones that the compiler writes are lowered part by part where they are used.
// A class value whose place is not known yet is made in a temporary and moved out later.
#include "facts/Lowering.h"
#include "facts/ThrowEvidence.h"

using namespace clang;

namespace connlint {

static constexpr unsigned MaxDepth = 6; ///< Of parts within parts.

const CXXMethodDecl *callOperatorOf(const CXXRecordDecl *Record) {
  if (!Record || !Record->hasDefinition())
    return nullptr;
  if (Record->isLambda())
    return Record->getLambdaCallOperator();
  const CXXMethodDecl *Found = nullptr;
  for (const CXXMethodDecl *M : Record->methods())
    if (M->getOverloadedOperator() == OO_Call)
      Found = M;
  if (Found)
    return Found;
  for (const Decl *D : Record->decls()) {
    const auto *Template = dyn_cast<FunctionTemplateDecl>(D);
    if (!Template || Template->getTemplatedDecl()->getOverloadedOperator() != OO_Call)
      continue;
    for (const FunctionDecl *Each : Template->specializations())
      if (const auto *M = dyn_cast<CXXMethodDecl>(Each))
        return M;
  }
  for (const CXXBaseSpecifier &Base : Record->bases())
    if (const CXXMethodDecl *M = callOperatorOf(Base.getType()->getAsCXXRecordDecl()))
      return M;
  return nullptr;
}

Reg Lowering::wholeObject(uint32_t Variable, SourceLocation Where) {
  Reg Whole = wholeAt(addressOf(Variable, Where), Where);
  Holders[Whole] = Variable;
  return Whole;
}

Reg Lowering::wholeAt(Reg Address, SourceLocation Where) {
  Instruction &I = emit(Op::Load, Where);
  I.A = Address;
  I.Aggregate = true;
  return I.Dst;
}

/// The temporary has handed its contents on; what it held must not keep a handle alive.
void Lowering::moveOut(uint32_t Temporary, SourceLocation Where) {
  emit(Op::Declare, Where, false).Number = Temporary;
}

/// "QObject(parent)": the body is not seen, and whoever is given may own the new object from now on.
static bool mayJoinParent(const CXXConstructExpr &E) {
  const CXXRecordDecl &Class = *E.getConstructor()->getParent();
  return llvm::any_of(E.arguments(), [&](const Expr *Arg) {
    QualType Type = Arg->IgnoreParenImpCasts()->getType();
    const CXXRecordDecl *Parent = Type->isPointerType() && !Arg->isDefaultArgument()
                                      ? Type->getPointeeCXXRecordDecl()
                                      : nullptr;
    auto Derives = [](const CXXRecordDecl &From, const CXXRecordDecl &Base) {
      return From.hasDefinition() && From.isDerivedFrom(&Base);
    };
    return Parent &&
           (isStandIn(E.getType()) || Parent->getCanonicalDecl() == Class.getCanonicalDecl() ||
            Derives(Class, *Parent) || Derives(*Parent, Class));
  });
}

Reg Lowering::lowerObject(const CXXConstructExpr &E) {
  SourceLocation Where = E.getBeginLoc();
  if (!E.getType()->isRecordType())
    return lowerUnfollowed(E);
  if (E.isElidable() && objectMaker(&E) != &E)
    return lower(objectMaker(&E));
  if (const VarDecl *V = Body.variableMadeBy(E);
      V && !V->isStaticLocal() && !V->hasGlobalStorage()) {
    uint32_t Id = variable(*V);
    emit(Op::Declare, V->getLocation(), false).Number = Id;
    if (!constructContainer(*V, E))
      construct(addressOf(Id, Where), E);
    MadeInPlace.insert(V);
    Reg Address = addressOf(Id, Where);
    Instruction &I = emit(Op::Load, Where);
    I.A = Address;
    I.Aggregate = true;
    return I.Dst;
  }
  if (const CXXCtorInitializer *Init = Body.initializerMadeBy(E); Init && ThisVariable) {
    Reg Address = thisPointer(Where);
    const CXXConstructorDecl &Constructor = *E.getConstructor();
    const bool IsLost = isStandIn(E.getType());
    const bool IsUnseenBase = Init->isBaseInitializer() && Constructor.isUserProvided() &&
                              (isUnseen(Constructor) || IsLost);
    if (Init->isAnyMemberInitializer())
      Address = field(Address, *Init->getAnyMember(), Where);
    else if (IsUnseenBase) // It does not know what the derived class adds.
      Address = unknownIf(IsLost ? std::string() : usrElsewhere(Constructor), Address, Where);
    construct(Address, E);
    if (IsUnseenBase && mayJoinParent(E) && IsLost)
      capture(thisPointer(Where), Where);
    else if (IsUnseenBase && mayJoinParent(E))
      captureIf(When::IfUnknown, Constructor, thisPointer(Where), Where);
    MadeMembers.insert(Init);
    return emit(Op::Unknown, Where).Dst;
  }
  if (const CXXNewExpr *New = Body.newOf(E)) {
    Reg Object = allocate(New->getBeginLoc());
    construct(Object, E);
    MadeByNew[New] = Object;
    return wholeAt(Object, Where);
  }
  uint32_t Id = makeTemporary("");
  emit(Op::Declare, Where, false).Number = Id;
  Reg Address = addressOf(Id, Where);
  if (const VarDecl *Local = Body.returnedBy(E)) {
    // Built in the caller's place from the start: no copy.
    Reg From = addressOf(variable(*Local), Where);
    if (isLocalContainer(*Local))
      capture(wholeAt(From, Where), Where);
    Instruction &I = emit(Op::Load, Where);
    I.A = From;
    I.Aggregate = true;
    store(Address, I.Dst, Where);
  } else {
    construct(Address, E);
  }
  return wholeObject(Id, Where);
}

void Lowering::construct(Reg Address, const CXXConstructExpr &E) {
  SourceLocation Where = E.getBeginLoc();
  const CXXConstructorDecl &Constructor = *E.getConstructor();
  if (constructLibrary(Address, E) || constructErrorCode(Address, E) || constructText(Address, E) ||
      constructTestResult(Address, E) || constructTestFailure(E))
    return;
  bool IsHandle = isHandle(Constructor.getParent());
  if (Constructor.isCopyOrMoveConstructor() && E.getNumArgs() >= 1 &&
      (!Constructor.isUserProvided() || IsHandle)) {
    Reg From = lower(E.getArg(0));
    return constructFrom(Address, From, E.getType(), Constructor.isMoveConstructor(), Where);
  }
  if (IsHandle) // Nothing is in there until a model says so.
    emit(Op::Zero, Where, false).A = Address;
  if (Constructor.isDefaultConstructor() && !Constructor.isUserProvided()) {
    if (E.requiresZeroInitialization())
      emit(Op::Zero, Where, false).A = Address;
    return constructDefault(Address, E.getType(), Where);
  }
  if (const CXXConstructorDecl *Inherited =
          Constructor.getInheritedConstructor().getConstructor()) {
    std::vector<Reg> Passed{Address};
    for (const Expr *Arg : E.arguments())
      Passed.push_back(lower(Arg));
    Instruction &I = emitCall(*Inherited, Passed, Where);
    addUnwind(I, E, Inherited);
    return;
  }
  std::vector<ArgumentFacts> Args{{Address, false}};
  for (const Expr *Arg : E.arguments())
    Args.push_back({lower(Arg), false});
  Instruction &I = emit(Op::Call, Where);
  // An exception is made of a handle to tell what is wrong with it, not to keep it; unless it is
  // told to, as in "Error(result, true)", or perhaps by a flag that is passed on.
  auto MayBeTrue = [](const Expr *Arg) {
    const auto *Flag = dyn_cast<CXXBoolLiteralExpr>(Arg->IgnoreParenImpCasts());
    return Flag ? Flag->getValue() : Arg->IgnoreParenImpCasts()->getType()->isBooleanType();
  };
  bool OnlyLooks =
      isExceptionClass(*Constructor.getParent()) && llvm::none_of(E.arguments(), MayBeTrue);
  for (unsigned Index = 0; Index < Constructor.getNumParams() && Index + 1 < Args.size(); ++Index)
    Args[Index + 1].ToConst =
        OnlyLooks || cannotRelease(Constructor.getParamDecl(Index)->getType(), E.getArg(Index));
  I.Args = std::move(Args);
  I.HasObject = true;
  nameCallee(I, Constructor);
  addUnwind(I, E, &Constructor);
}

void Lowering::eachPart(Reg Address, const CXXRecordDecl &Record, SourceLocation Where,
                        llvm::function_ref<void(Reg, QualType, const FieldDecl *)> Visit) {
  if (++PartDepth <= MaxDepth && Record.hasDefinition() && !Record.isUnion()) {
    for (const CXXBaseSpecifier &Base : Record.bases())
      Visit(Address, Base.getType(), nullptr);
    for (const FieldDecl *Field : Record.fields())
      if (!Field->isUnnamedBitField() && !Field->getName().empty())
        Visit(field(Address, *Field, Where), Field->getType(), Field);
  }
  --PartDepth;
}

void Lowering::constructDefault(Reg Address, QualType Type, SourceLocation Where) {
  const CXXRecordDecl *Record = Type->getAsCXXRecordDecl();
  if (!Record || !Record->hasDefinition())
    return;
  if (libraryClassOf(Record) != LibraryClass::None || isHandle(Record) || isErrorCode(Record)) {
    emit(Op::Zero, Where, false).A = Address;
    return;
  }
  for (const CXXConstructorDecl *Constructor : Record->ctors())
    if (Constructor->isDefaultConstructor() && Constructor->isUserProvided()) {
      emitCall(*Constructor, {Address}, Where);
      return;
    }
  eachPart(Address, *Record, Where, [&](Reg Part, QualType PartType, const FieldDecl *Field) {
    if (Field && Field->hasInClassInitializer()) {
      if (const Expr *Init = Field->getInClassInitializer())
        initialize(Part, PartType, *Init);
    } else if (PartType->isRecordType()) {
      constructDefault(Part, PartType, Where);
    }
  });
}

void Lowering::constructFrom(Reg Address, Reg From, QualType Type, bool Moves,
                             SourceLocation Where) {
  const CXXRecordDecl *Record = Type->getAsCXXRecordDecl();
  bool Plain = !Record || !Record->hasDefinition() ||
               (Record->hasTrivialCopyConstructor() && Record->hasTrivialMoveConstructor());
  if (Plain) {
    Instruction &I = emit(Op::Load, Where);
    I.A = From;
    I.Aggregate = Type->isRecordType();
    I.IsPointer = Type->isPointerType();
    return store(Address, I.Dst, Where);
  }
  if (libraryClassOf(Record) != LibraryClass::None)
    return constructLibraryFrom(Address, From, Type, Moves, Where);
  if (isHandle(Record)) {
    if (Moves)
      store(Address, wholeAt(From, Where), Where);
    else
      capture(From, Where); // Two objects share it now: who is the last is not followed.
    emit(Op::Zero, Where, false).A = Moves ? From : Address;
    return;
  }
  const CXXConstructorDecl *Written = nullptr;
  for (const CXXConstructorDecl *C : Record->ctors())
    if (C->isUserProvided() &&
        (C->isMoveConstructor() ? Moves : C->isCopyConstructor() && !Written))
      Written = C;
  if (Written) {
    emitCall(*Written, {Address, From}, Where);
    return;
  }
  if (Record->isLambda())
    return constructClosureFrom(Address, From, *Record, Moves, Where);
  eachPart(Address, *Record, Where, [&](Reg Part, QualType PartType, const FieldDecl *Field) {
    Reg Source = Field ? field(From, *Field, Where) : From;
    if (Field && Field->getType()->isReferenceType()) {
      store(Part, loadFrom(Source, Where, true), Where);
      return;
    }
    constructFrom(Part, Source, PartType, Moves, Where);
  });
}

void Lowering::assignFrom(Reg Address, Reg From, QualType Type, bool Moves, SourceLocation Where) {
  const CXXRecordDecl *Record = Type->getAsCXXRecordDecl();
  bool Plain =
      !Record || !Record->hasDefinition() ||
      (Record->hasTrivialCopyAssignment() &&
       (Record->hasTrivialMoveAssignment() || !Record->hasMoveAssignment())); // It copies then.
  if (Plain) {
    Instruction &I = emit(Op::Load, Where);
    I.A = From;
    I.Aggregate = Type->isRecordType();
    I.IsPointer = Type->isPointerType();
    return store(Address, I.Dst, Where);
  }
  if (libraryClassOf(Record) != LibraryClass::None) {
    destroyLibrary(Address, *Record, Where);
    return constructLibraryFrom(Address, From, Type, Moves, Where);
  }
  if (isHandle(Record)) {
    destroy(Address, Type, Where);
    return constructFrom(Address, From, Type, Moves, Where);
  }
  const CXXMethodDecl *Written = nullptr;
  for (const CXXMethodDecl *M : Record->methods())
    if (M->isUserProvided() &&
        (M->isMoveAssignmentOperator() ? Moves : M->isCopyAssignmentOperator() && !Written))
      Written = M;
  if (Written) {
    emitCall(*Written, {Address, From}, Where);
    return;
  }
  eachPart(Address, *Record, Where, [&](Reg Part, QualType PartType, const FieldDecl *Field) {
    assignFrom(Part, Field ? field(From, *Field, Where) : From, PartType, Moves, Where);
  });
}

/// Destroying such an object can have to do with a handle: it is an owner, somebody wrote
/// its destructor, or a part of it is such an object.
bool hasEffectfulDestructor(QualType Type, unsigned Depth) {
  const CXXRecordDecl *Record = Type.isNull() ? nullptr : Type->getAsCXXRecordDecl();
  if (!Record || !Record->hasDefinition() || Record->hasTrivialDestructor() || Depth > MaxDepth)
    return false;
  if (LibraryClass Kind = libraryClassOf(Record); Kind != LibraryClass::None)
    return Kind != LibraryClass::Callable;
  if (isInStdNamespace(*Record))
    return false;
  if (const CXXDestructorDecl *D = Record->getDestructor(); D && D->isUserProvided())
    return true;
  return llvm::any_of(Record->bases(),
                      [&](const CXXBaseSpecifier &Base) {
                        return hasEffectfulDestructor(Base.getType(), Depth + 1);
                      }) ||
         llvm::any_of(Record->fields(), [&](const FieldDecl *Field) {
           return hasEffectfulDestructor(Field->getType(), Depth + 1);
         });
}

void Lowering::destroy(Reg Address, QualType Type, SourceLocation Where) {
  const CXXRecordDecl *Record = Type.isNull() ? nullptr : Type->getAsCXXRecordDecl();
  if (!Record || !Record->hasDefinition() || Record->hasTrivialDestructor())
    return;
  if (libraryClassOf(Record) != LibraryClass::None)
    return destroyLibrary(Address, *Record, Where);
  if (Record->isLambda())
    return destroyClosure(Address, *Record, Where);
  const CXXDestructorDecl *Destructor = Record->getDestructor();
  if (Destructor && isHandle(Record)) { // Whoever has written it.
    emitCall(*Destructor, {Address}, Where).HasObject = true;
    return;
  }
  if (Destructor && Destructor->isUserProvided()) {
    if (!isInStdNamespace(*Record))
      emitCall(*Destructor, {Address}, Where).HasObject = true;
    return;
  }
  struct Part {
    Reg Address;
    QualType Type;
    bool IsBase;
  };
  std::vector<Part> Parts;
  eachPart(Address, *Record, Where,
           [&](Reg PartAddress, QualType PartType, const FieldDecl *Field) {
             Parts.push_back({PartAddress, PartType, !Field});
           });
  ++PartDepth;
  for (auto It = Parts.rbegin(); PartDepth <= MaxDepth && It != Parts.rend(); ++It)
    It->IsBase ? destroyBase(It->Address, It->Type, Where) : destroy(It->Address, It->Type, Where);
  --PartDepth;
}

/// What nobody knows, unless another unit tells of the function Usr: then it is Value.
Reg Lowering::unknownIf(std::string Usr, Reg Value, SourceLocation Where) {
  Instruction &I = emit(Op::Unknown, Where);
  if (Usr.empty())
    return I.Dst;
  I.A = Value;
  I.Counts = When::IfUnknown;
  I.Condition = std::move(Usr);
  return I.Dst;
}

/// A base class whose destructor we do not see can give up what it has itself, and nothing
/// that a derived class adds. If another unit tells of it, it is called.
void Lowering::destroyBase(Reg Address, QualType Type, SourceLocation Where) {
  const CXXRecordDecl *Record = Type->getAsCXXRecordDecl();
  const CXXDestructorDecl *Destructor =
      Record && Record->hasDefinition() ? Record->getDestructor() : nullptr;
  if (!Destructor || !Destructor->isUserProvided() || !isUnseen(*Destructor))
    return destroy(Address, Type, Where);
  const std::string Usr = usrElsewhere(*Destructor);
  if (!Usr.empty()) {
    Instruction &I = emitCall(*Destructor, {Address}, Where);
    I.HasObject = true;
    I.Counts = When::IfKnown;
    I.Condition = Usr;
  }
  const size_t First = Current->Instructions.size();
  eachPart(Address, *Record, Where, [&](Reg Part, QualType PartType, const FieldDecl *Field) {
    if (!Field)
      destroyBase(Part, PartType, Where);
    else if (PartType->isPointerType())
      capture(loadFrom(Part, Where, true), Where);
    else if (PartType->isRecordType())
      capture(Part, Where);
  });
  if (Usr.empty())
    return;
  // Else that destructor also does what those of its own bases do.
  const auto Begin = Current->Instructions.begin() + static_cast<std::ptrdiff_t>(First);
  Current->Instructions.erase(
      std::remove_if(Begin, Current->Instructions.end(),
                     [](const Instruction &I) { return I.Counts == When::IfKnown; }),
      Current->Instructions.end());
  for (size_t I = First; I < Current->Instructions.size(); ++I) {
    Current->Instructions[I].Counts = When::IfUnknown;
    Current->Instructions[I].Condition = Usr;
  }
}

/// What "delete" does. Which class the object really has is only known without virtual.
void Lowering::destroyPointee(Reg Pointer, QualType Pointee, SourceLocation Where) {
  const CXXRecordDecl *Record = Pointee.isNull() ? nullptr : Pointee->getAsCXXRecordDecl();
  if (Record && !Record->hasDefinition()) // Its header is missing.
    return capture(Pointer, Where);
  if (Record && !Record->hasTrivialDestructor()) {
    const CXXDestructorDecl *Destructor = Record->getDestructor();
    bool IsKnown = !Destructor || !Destructor->isVirtual() || Record->isEffectivelyFinal() ||
                   Model.find(plainName(*Destructor));
    if (!IsKnown)
      return capture(Pointer, Where);
    size_t First = Current->Instructions.size();
    destroy(Pointer, Pointee, Where);
    for (size_t Index = First; Index < Current->Instructions.size(); ++Index) {
      Instruction &I = Current->Instructions[Index];
      if (I.Kind == Op::Call && I.Args.size() == 1 && I.Args[0].Value == Pointer)
        I.IfNonNull = true;
    }
  }
  Instruction &I = emit(Op::Call, Where);
  I.Name = "operator delete";
  I.Args.push_back({Pointer, false});
  I.IfNonNull = true;
}

Reg Lowering::allocate(SourceLocation Where) {
  Instruction &Allocation = emit(Op::Call, Where);
  Allocation.Name = "operator new";
  return Allocation.Dst;
}

Reg Lowering::lowerNew(const CXXNewExpr &E) {
  SourceLocation Where = E.getBeginLoc();
  if (E.isArray() || E.getNumPlacementArgs() > 0)
    return lowerUnfollowed(E);
  Reg Made = NoReg;
  const Expr *Init = E.getInitializer();
  if (const CXXConstructExpr *Construct = E.getConstructExpr())
    Made = lower(Construct);
  if (auto It = MadeByNew.find(&E); It != MadeByNew.end())
    return It->second;
  Reg Object = allocate(Where);
  if (Made != NoReg) {
    store(Object, Made, Where);
    if (auto It = Holders.find(Made); It != Holders.end())
      moveOut(It->second, Where);
  } else if (Init) {
    initialize(Object, E.getAllocatedType(), *Init);
  }
  return Object;
}

Reg Lowering::lowerDelete(const CXXDeleteExpr &E) {
  Reg Pointer = lower(E.getArgument());
  if (E.isArrayForm() || E.getDestroyedType().isNull())
    capture(Pointer, E.getBeginLoc());
  else
    destroyPointee(Pointer, E.getDestroyedType(), E.getBeginLoc());
  return NoReg;
}

/// "a = b" of classes whose operator the compiler writes.
std::optional<Reg> Lowering::lowerImplicitAssignment(const CallExpr &Call) {
  const auto *Operator = dyn_cast<CXXOperatorCallExpr>(&Call);
  if (!Operator || Operator->getOperator() != OO_Equal || Call.getNumArgs() != 2)
    return std::nullopt;
  const auto *Method = dyn_cast_or_null<CXXMethodDecl>(Call.getDirectCallee());
  if (!Method || (Method->isUserProvided() && !isHandle(Method->getParent())) ||
      !(Method->isCopyAssignmentOperator() || Method->isMoveAssignmentOperator()))
    return std::nullopt;
  Reg From = lower(Call.getArg(1));
  Reg Address = lower(Call.getArg(0));
  QualType Type = Method->getThisType()->getPointeeType().getCanonicalType().getUnqualifiedType();
  assignFrom(Address, From, Type, Method->isMoveAssignmentOperator(), Operator->getOperatorLoc());
  return Address;
}

} // namespace connlint
