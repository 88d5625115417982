// LowerCalls.cpp - calls: the callee's name and how each argument is passed.
#include "facts/Lowering.h"
#include "facts/NamedRoles.h"
#include "facts/Printed.h"
#include "clang/Basic/Builtins.h"

using namespace clang;

namespace connlint {

/// Another unit may have a class that overrides it.
static bool mayBeOverridden(const CallExpr *Call, const FunctionDecl &Callee) {
  const auto *Method = dyn_cast<CXXMethodDecl>(&Callee);
  const auto *Member =
      Call ? dyn_cast<MemberExpr>(Call->getCallee()->IgnoreParenImpCasts()) : nullptr;
  return Method && Member && Method->isVirtual() && !Member->hasQualifier() &&
         !Method->getDevirtualizedMethod(Member->getBase(), /*IsAppleKext=*/false);
}

void Lowering::nameCallee(Instruction &I, const FunctionDecl &Callee, const CallExpr *Call) {
  I.Name = modelName(Callee, Model);
  Facts.CatchesJumps |= Callee.hasAttr<ReturnsTwiceAttr>();
  // Functions of system headers have no facts.
  const FunctionDecl *Definition = definitionIn(Callee);
  if (Definition) {
    I.Usr = isInSystemHeader(*Definition) ? "" : usrOf(*Definition);
  } else if (!mayBeOverridden(Call, Callee)) {
    I.Usr = usrElsewhere(Callee);
    I.IsElsewhere = !I.Usr.empty();
  }
}

void Lowering::captureIf(When Counts, const FunctionDecl &Callee, Reg Value, SourceLocation Where) {
  std::string Usr = usrElsewhere(Callee);
  if (Value == NoReg || (Usr.empty() && Counts == When::IfKnown))
    return;
  Instruction &I = emit(Op::Capture, Where, false);
  I.A = Value;
  I.Counts = Usr.empty() ? When::Always : Counts;
  I.Condition = std::move(Usr);
}

/// A pointer to const void says nothing: who stores any pointer takes it like that.
bool isPointerToConst(QualType Type) {
  QualType Pointee = Type->getPointeeType();
  return !Pointee.isNull() && Pointee.isConstQualified() && !Pointee->isPointerType() &&
         !Pointee->isVoidType();
}

/// A struct that leads to another one of its kind is what a list is made of.
static bool isLink(QualType Type) {
  const auto *Record = Type->getAsRecordDecl();
  Record = Record ? Record->getDefinition() : nullptr;
  return Record && std::ranges::any_of(Record->fields(), [&](const FieldDecl *Field) {
           QualType Next = Field->getType()->getPointeeType();
           return !Next.isNull() && Next->getAsRecordDecl() &&
                  declaresSameEntity(Next->getAsRecordDecl(), Record);
         });
}

/// "node" in "list_add(&node->link, list)": who has the link has the node around it.
static const Expr *nodeOfLink(const Expr &Arg) {
  const auto *Address = dyn_cast<UnaryOperator>(Arg.IgnoreParenImpCasts());
  const auto *Member = Address && Address->getOpcode() == UO_AddrOf
                           ? dyn_cast<MemberExpr>(Address->getSubExpr()->IgnoreParens())
                           : nullptr;
  if (!Member || !Member->isArrow() || !isLink(Member->getType()))
    return nullptr;
  return isa<DeclRefExpr>(Member->getBase()->IgnoreParenImpCasts()) ? Member->getBase() : nullptr;
}

bool Lowering::isHandle(const CXXRecordDecl *Record) const {
  return Record && Record->hasDefinition() && !Record->hasTrivialDestructor() &&
         Model.isHandleClass(plainName(*Record));
}

/// Who gets a reference to an object that owns its handle, or to a base class of it, does not own
/// the handle; nor does who gets the address. A pointer may be given away.
bool Lowering::cannotRelease(QualType Parameter, const Expr *Given) const {
  if (isPointerToConst(Parameter))
    return true;
  Given = Given ? Given->IgnoreParenImpCasts() : nullptr;
  if (const auto *Address = dyn_cast_or_null<UnaryOperator>(Given);
      Address && Address->getOpcode() == UO_AddrOf && Parameter->isPointerType())
    return isHandle(Address->getSubExpr()->getType()->getAsCXXRecordDecl());
  QualType Object = Given ? Given->getType() : Parameter.getNonReferenceType();
  return Parameter->isLValueReferenceType() && isHandle(Object->getAsCXXRecordDecl());
}

/// How long "std::chrono::seconds(0)" is, which tells whether a call waits.
static std::optional<int64_t> ticksOf(const Expr &Arg, const ASTContext &Context) {
  const CXXRecordDecl *Record = Arg.getType()->getAsCXXRecordDecl();
  if (!Record || !Record->getIdentifier() || Record->getName() != "duration" ||
      !isInStdNamespace(*Record) || Arg.isValueDependent() || Arg.containsErrors())
    return std::nullopt;
  const Expr *Made = Arg.IgnoreParens();
  if (const auto *Temporary = dyn_cast<MaterializeTemporaryExpr>(Made))
    Made = Temporary->getSubExpr();
  Expr::EvalResult Found;
  if (Made->isGLValue() || !Made->EvaluateAsRValue(Found, Context) || !Found.Val.isStruct() ||
      Found.Val.getStructNumFields() != 1 || !Found.Val.getStructField(0).isInt())
    return std::nullopt;
  return Found.Val.getStructField(0).getInt().trySExtValue();
}

Instruction &Lowering::emitCall(const FunctionDecl &Callee, const std::vector<Reg> &Args,
                                SourceLocation Where) {
  Instruction &I = emit(Op::Call, Where);
  for (Reg Arg : Args)
    I.Args.push_back({Arg, false});
  const auto *Method = dyn_cast<CXXMethodDecl>(&Callee);
  I.HasObject = Method && Method->isInstance();
  for (unsigned Index = I.HasObject, P = 0; Index < I.Args.size() && P < Callee.getNumParams();
       ++Index, ++P)
    I.Args[Index].ToConst = cannotRelease(Callee.getParamDecl(P)->getType(), nullptr);
  I.Aggregate = Callee.getReturnType()->isRecordType();
  nameCallee(I, Callee);
  return I;
}

/// "memset(this, 0, sizeof(Part))": other bases of the object have their own fields.
bool Lowering::clearsThis(const CallExpr &Call, const FunctionDecl &Callee) {
  const auto *Method = dyn_cast<CXXMethodDecl>(&Function);
  const FunctionModel *Known = Model.find(modelName(Callee, Model));
  if (!Known || Known->Memory != MemoryEffect::Zero || Call.getNumArgs() < 2 || !ThisVariable ||
      !Method || !isa<CXXThisExpr>(Call.getArg(0)->IgnoreParenCasts()) ||
      (Call.getNumArgs() > 2 && constantOf(*Call.getArg(1)) != 0))
    return false;
  clearFields(thisPointer(Call.getBeginLoc()), *Method->getParent(), Call.getBeginLoc());
  return true;
}

void Lowering::clearFields(Reg Object, const CXXRecordDecl &Record, SourceLocation Where) {
  eachPart(Object, Record, Where, [&](Reg Part, QualType Type, const FieldDecl *Field) {
    const CXXRecordDecl *Base = Field ? nullptr : Type->getAsCXXRecordDecl();
    if (Field)
      emit(Op::Zero, Where, false).A = Part;
    else if (Base && Base->hasDefinition())
      clearFields(Part, *Base, Where);
  });
}

/// "registry_add(session)", "list_append(list, session)", but not the list.
bool Lowering::mayKeep(const FunctionDecl &Callee, const CallExpr &Call, const Expr &Arg) const {
  auto IsObject = [&](const Expr *E) {
    E = E->IgnoreParenImpCasts();
    return (isa<CXXThisExpr>(E) || isa<DeclRefExpr>(E)) && E->getType()->isPointerType() &&
           E->getType()->getPointeeType()->isRecordType() &&
           !Model.resourceOfType(typeNameBehind(E->getType()));
  };
  if (!IsObject(&Arg) || !isMadeToKeep(Callee) || definitionIn(Callee) ||
      Model.find(modelName(Callee, Model)))
    return false;
  return isa<CXXMemberCallExpr>(Call) || &Arg != Call.getArg(0) ||
         llvm::count_if(Call.arguments(), IsObject) == 1;
}

/// Where the argument goes that flow does not follow.
void Lowering::captureArgument(const CallExpr &Call, const FunctionDecl *Callee, unsigned Index,
                               ArgumentFacts Given) {
  const Expr &Arg = *Call.getArg(Index);
  const SourceLocation Where = Arg.getExprLoc();
  const Expr *Node = nodeOfLink(Arg);
  if (!Callee) {
    if (Node)
      capture(lower(Node), Where);
    return;
  }
  const bool HasBody = definitionIn(*Callee);
  if (Callee->isVariadic() && Index >= Callee->getNumParams()) {
    if (HasBody)
      capture(Given.Value, Where); // What it does with va_arg is not followed.
    else
      captureIf(When::IfKnown, *Callee, Given.Value, Where);
  }
  if (Node && (!HasBody || isInSystemHeader(*Callee)))
    captureIf(When::IfUnknown, *Callee, lower(Node), Where);
  if (!Given.ToConst &&
      mayKeep(*Callee, Call, Arg)) // What is put into it later is seen there, too.
    captureIf(When::IfUnknown, *Callee, Given.Value, Where);
}

Reg Lowering::lowerCall(const CallExpr &Call) {
  const FunctionDecl *Callee = calleeOf(Call);
  if (Callee) {
    switch (Callee->getBuiltinID()) {
    case Builtin::BI__builtin_expect:
    case Builtin::BI__builtin_expect_with_probability:
    case Builtin::BI__builtin_assume_aligned:
    case Builtin::BIaddressof:
    case Builtin::BI__addressof:
    case Builtin::BI__builtin_addressof:
    case Builtin::BImove:
    case Builtin::BIforward:
      if (Call.getNumArgs() > 0)
        return lower(Call.getArg(0));
      break;
    default: break;
    }
    if (std::optional<Reg> Done = lowerSyncBuiltin(Call, *Callee))
      return *Done;
  }

  if (std::optional<Reg> Done = lowerStandIn(Call))
    return *Done;
  if (Callee && clearsThis(Call, *Callee))
    return NoReg;
  if (const auto *Conversion = dyn_cast_or_null<CXXConversionDecl>(Callee);
      Conversion && Conversion->getParent()->isLambda())
    if (const CXXMethodDecl *Operator = callOperatorOf(Conversion->getParent());
        Operator && definitionIn(*Operator)) { // A plain pointer to what the lambda does.
      Instruction &I = emit(Op::Function, Call.getBeginLoc());
      nameCallee(I, *Operator);
      return I.Dst;
    }
  if (std::optional<Reg> Done = lowerLibraryCall(Call))
    return *Done;
  if (std::optional<Reg> Done = lowerErrorCodeCall(Call))
    return *Done;
  if (std::optional<Reg> Done = lowerTestResultCall(Call))
    return *Done;
  if (std::optional<Reg> Done = lowerTextCall(Call))
    return *Done;
  if (std::optional<Reg> Done = lowerContainerCall(Call))
    return *Done;
  if (std::optional<Reg> Done = lowerImplicitAssignment(Call))
    return *Done;
  if (Callee && isUndeclared(*Callee)) {
    if (Call.getNumArgs() == 1 && isBranchHint(Callee->getName()))
      return lowerValue(Call.getArg(0));
    if (std::optional<Reg> Done =
            lowerAssertion(Call, Callee->getName(), ArrayRef(Call.getArgs(), Call.getNumArgs())))
      return *Done;
  }
  runNow(Call);

  std::vector<ArgumentFacts> Args;
  Reg Target = NoReg;
  bool HasObject = isa<CXXMemberCallExpr>(Call);
  if (const auto *Member = dyn_cast<CXXMemberCallExpr>(&Call)) {
    const Expr *Object = Member->getImplicitObjectArgument();
    const CXXMethodDecl *Method = Member->getMethodDecl();
    QualType Type = Object->IgnoreParenImpCasts()->getType();
    if (Type->isPointerType())
      Type = Type->getPointeeType();
    bool OnlyUsed = Method && (Method->isConst() || isHandle(Type->getAsCXXRecordDecl()));
    Args.push_back({lower(Object), OnlyUsed});
  } else if (const Expr *Object = objectOfBroken(Call)) {
    const auto &Method = *cast<CXXMethodDecl>(Callee);
    Args.push_back(
        {lowerBrokenArgument(*Object, {}), Method.isConst() || isHandle(Method.getParent())});
    HasObject = true;
  } else if (!Callee) {
    Target = lower(Call.getCallee());
  }
  unsigned FirstParameter = 0;
  if (isa<CXXOperatorCallExpr>(Call) && isa_and_nonnull<CXXMethodDecl>(Callee) &&
      cast<CXXMethodDecl>(Callee)->isInstance())
    FirstParameter = 1; // Argument 0 is the object.
  for (unsigned Index = 0; Index < Call.getNumArgs(); ++Index) {
    const Expr *Arg = Call.getArg(Index);
    QualType Wanted;
    if (Callee && Index >= FirstParameter && Index - FirstParameter < Callee->getNumParams())
      Wanted = Callee->getParamDecl(Index - FirstParameter)->getType();
    const bool OnlyPrinted =
        Wanted.isNull() && ((Callee && isPrinted(*Arg, *Callee)) ||
                            isFormatted({Call.getArgs(), Call.getNumArgs()}, Index, typeOf(*Arg)));
    bool ToConst =
        OnlyPrinted || (Wanted.isNull() ? Index < FirstParameter &&
                                              isHandle(cast<CXXMethodDecl>(Callee)->getParent())
                                        : cannotRelease(Wanted, Arg));
    // "raise_msg(db, status, message)": who does not come back frees the message before.
    ToConst &= !(Callee && raises(*Callee) && !Wanted.isNull() && isText(Wanted));
    // "FreeReply(const redisReply *)" casts the const away.
    ToConst &= !(Callee && Callee->getIdentifier() && endsObjects(Callee->getName()) &&
                 !definitionIn(*Callee) && !Wanted.isNull() &&
                 Model.resourceOfType(typeNameBehind(Wanted)));
    std::optional<int64_t> Ticks =
        Callee && isInStdNamespace(*Callee) ? ticksOf(*Arg, Context) : std::nullopt;
    Reg Value = Ticks                    ? constant(*Ticks, Arg->getExprLoc())
                : Call.isTypeDependent() ? lowerBrokenArgument(*Arg, Wanted)
                                         : lower(Arg);
    captureArgument(Call, Callee, Index, {Value, ToConst});
    Args.push_back({Value, ToConst});
  }

  SourceLocation Where = Call.getExprLoc();
  if (const auto *Member = dyn_cast<MemberExpr>(Call.getCallee()->IgnoreParens()))
    Where = Member->getMemberLoc();
  else if (!isa<CXXOperatorCallExpr>(Call))
    Where = Call.getBeginLoc();
  if (Body.isAwaited(Call))
    suspend(Where); // What it returns is not there before it has gone on.
  Instruction &I = emit(Op::Call, Where);
  I.A = Target;
  I.Args = std::move(Args);
  I.HasObject = HasObject || FirstParameter == 1;
  QualType Type = typeOf(Call);
  I.Aggregate =
      !Type.isNull() && Type->isRecordType() && !Call.isGLValue() && !PlainCalls.contains(&Call);
  if (Callee) {
    nameCallee(I, *Callee, &Call);
    // Not what is an alias of it: that says which kind of handle it is.
    const auto *Returned = dyn_cast<PointerType>(Callee->getReturnType());
    I.Untyped = Callee->isImplicit() || isa<CXXConversionDecl>(Callee) ||
                (Returned && isa<BuiltinType>(Returned->getPointeeType()) &&
                 Returned->getPointeeType()->isVoidType());
    I.SoundsFinal = passesStopOn(Call, *Callee) ||
                    (saysNothing(*Callee) &&
                     endsByName(Call, Callee->getName(), Body.endsBranch(Call), Context));
  } else if (const auto *Unresolved = dyn_cast<OverloadExpr>(Call.getCallee()->IgnoreParens())) {
    I.Name = Unresolved->getName().getAsString();
    I.A = NoReg;
    I.SoundsFinal = endsByName(Call, I.Name, Body.endsBranch(Call), Context);
  }
  // What is called through a plain pointer most likely comes from C.
  bool IsPlain = !Callee && Call.getCallee()->getType()->isFunctionPointerType();
  if (!IsPlain)
    addUnwind(I, Call, Callee);
  else if (Body.tryAround(Call))
    I.Unwind = unwindFrom(Call);
  Reg Result = I.Dst;
  if (Callee && isCoroutine(*Callee)) {
    I.Aggregate = false; // What it returns, not the object that stands for the call.
    if (Body.isAwaited(Call))
      return Result;
    capture(Result, Where);
    return emit(Op::Unknown, Where).Dst;
  }
  // The compiler has not written down where this object dies, or nothing is known of it.
  bool StandsIn = Callee && isUndeclared(*Callee) && !Body.isStatement(Call);
  if (I.Aggregate && StandsIn)
    capture(Result, Where);
  else if (Call.isTypeDependent() && hasEffectfulDestructor(Type) && !Body.variableMadeBy(Call))
    capture(Result, Where);
  return Result;
}

} // namespace connlint
