// LowerLambdas.cpp - closures and whatever else can be called later.
//
// A closure is an object with one field per capture: the value, or for a capture by reference
// the address. What calls it passes it as argument 0, as for any call operator. A slot that
// can hold any callable (std::function, the deleter of a shared_ptr) has two fields of
// ours: "$call" is a call operator that gets the slot as closure, "$fn" a plain function.
#include "facts/Lowering.h"

using namespace clang;

namespace connlint {

static constexpr llvm::StringRef CallField = "$call", FunctionField = "$fn";

static std::string captureName(const LambdaCapture &Capture) {
  return Capture.capturesThis() ? "this" : Capture.getCapturedVar()->getNameAsString();
}

Reg Lowering::lowerLambda(const LambdaExpr &E) {
  SourceLocation Where = E.getBeginLoc();
  uint32_t Id = makeTemporary("");
  emit(Op::Declare, Where, false).Number = Id;
  auto Init = E.capture_init_begin();
  for (const LambdaCapture &Capture : E.captures()) {
    const Expr *Value = Init == E.capture_init_end() ? nullptr : *Init++;
    if (Capture.capturesVLAType() || !Value)
      continue;
    Reg Slot = field(addressOf(Id, Where), captureName(Capture), Where);
    bool ByReference = Capture.capturesVariable() && Capture.getCaptureKind() == LCK_ByRef;
    if (ByReference) {
      Reg Target = lower(Value);
      store(Slot, Target, Where);
    } else {
      initialize(Slot, Value->getType(), *Value);
    }
  }
  captureBroken(*E.getBody());
  if (const CXXMethodDecl *Operator = E.getCallOperator(); Operator && definitionIn(*Operator)) {
    Reg Slot = field(addressOf(Id, Where), CallField, Where);
    Instruction &I = emit(Op::Function, Where);
    nameCallee(I, *Operator);
    store(Slot, I.Dst, Where);
  }
  return wholeObject(Id, Where);
}

/// All statements below, where nothing decides which of them run.
static bool collectPlain(const Stmt &S, std::vector<const Expr *> &Plain) {
  if (const auto *Block = dyn_cast<CompoundStmt>(&S))
    return llvm::all_of(Block->body(),
                        [&](const Stmt *Each) { return collectPlain(*Each, Plain); });
  const auto *E = dyn_cast<Expr>(&S);
  if (!E)
    return isa<NullStmt>(S);
  Plain.push_back(E);
  llvm::SmallVector<const Stmt *, 16> Work{E};
  while (!Work.empty()) {
    const Stmt *Part = Work.pop_back_val();
    const auto *Binary = dyn_cast<BinaryOperator>(Part);
    if (isa<AbstractConditionalOperator, StmtExpr, BlockExpr>(Part) ||
        (Binary && Binary->isLogicalOp()))
      return false;
    for (const Stmt *Child : Part->children())
      if (Child)
        Work.push_back(Child);
  }
  return true;
}

/// What a block does that nothing but the end of a scope calls. Its variables are those of the
/// function; control flow in there is not followed.
void Lowering::runBlock(const BlockExpr &Block, SourceLocation Where) {
  std::vector<const Expr *> Plain;
  if (collectPlain(*Block.getBody(), Plain)) {
    for (const Expr *E : Plain)
      lowerShared(*E);
    return;
  }
  for (const BlockDecl::Capture &Each : Block.getBlockDecl()->captures())
    capture(loadFrom(addressOf(variable(*Each.getVariable()), Where), Where, true), Where);
}

static QualType captureType(const LambdaCapture &Capture) {
  if (!Capture.capturesVariable() || Capture.getCaptureKind() == LCK_ByRef)
    return {};
  return Capture.getCapturedVar()->getType();
}

void Lowering::destroyClosure(Reg Address, const CXXRecordDecl &Record, SourceLocation Where) {
  for (const LambdaCapture &Capture : Record.captures())
    if (QualType Type = captureType(Capture); !Type.isNull() && hasEffectfulDestructor(Type))
      destroy(field(Address, captureName(Capture), Where), Type, Where);
}

void Lowering::constructClosureFrom(Reg Address, Reg From, const CXXRecordDecl &Record, bool Moves,
                                    SourceLocation Where) {
  Instruction &I = emit(Op::Load, Where);
  I.A = From;
  I.Aggregate = true;
  store(Address, I.Dst, Where);
  for (const LambdaCapture &Capture : Record.captures())
    if (QualType Type = captureType(Capture); !Type.isNull() && hasEffectfulDestructor(Type))
      constructFrom(field(Address, captureName(Capture), Where),
                    field(From, captureName(Capture), Where), Type, Moves, Where);
}

/// Inside of a call operator: the field of the closure that a captured variable lives in.
/// Returns the address of the variable, or NoReg if it is none of ours.
Reg Lowering::lowerCaptured(const ValueDecl &Variable, SourceLocation Where) {
  const auto *Method = dyn_cast<CXXMethodDecl>(&Function);
  if (!Method || !Method->getParent()->isLambda() || !ThisVariable)
    return NoReg;
  for (const LambdaCapture &Capture : Method->getParent()->captures()) {
    if (!Capture.capturesVariable() || Capture.getCapturedVar() != &Variable)
      continue;
    Reg Slot = field(thisPointer(Where), captureName(Capture), Where);
    bool ByReference = Capture.getCaptureKind() == LCK_ByRef;
    return ByReference ? loadFrom(Slot, Where, true) : Slot;
  }
  return NoReg;
}

void Lowering::storeCallable(Reg Slot, const Expr &Callable) {
  SourceLocation Where = Callable.getExprLoc();
  const Expr *E = objectMaker(&Callable);
  QualType Type = E->getType();
  emit(Op::Zero, Where, false).A = Slot;
  if (isNullPointer(*E, Context))
    return;
  if (const CXXRecordDecl *Record = Type->getAsCXXRecordDecl()) {
    if (E->isGLValue()) {
      constructFrom(Slot, lower(E), Type, E->isXValue(), Where);
    } else {
      Reg Value = lower(E);
      store(Slot, Value, Where);
      if (auto It = Holders.find(Value); It != Holders.end())
        moveOut(It->second, Where);
    }
    if (hasEffectfulDestructor(Type)) // Nobody destroys what is in the slot.
      capture(Slot, Where);
    if (const CXXMethodDecl *Operator = callOperatorOf(Record);
        Operator && libraryClassOf(Record) == LibraryClass::None) {
      Reg Call = field(Slot, CallField, Where);
      Instruction &I = emit(Op::Function, Where);
      nameCallee(I, *Operator);
      store(Call, I.Dst, Where);
    }
    return;
  }
  Reg Value = lowerValue(E);
  store(field(Slot, FunctionField, Where), Value, Where);
}

/// Calls what is in the slot. A is the call operator, B the plain function, C the closure.
Reg Lowering::callCallable(Reg Slot, std::vector<ArgumentFacts> Args, const Expr *Call,
                           SourceLocation Where) {
  Reg Operator = loadFrom(field(Slot, CallField, Where), Where, true);
  Reg Plain = loadFrom(field(Slot, FunctionField, Where), Where, true);
  Instruction &I = emit(Op::Call, Where);
  I.A = Operator;
  I.B = Plain;
  I.C = Slot;
  I.Args = std::move(Args);
  if (Call) {
    I.Aggregate = Call->getType()->isRecordType();
    addUnwind(I, *Call, nullptr);
  }
  return I.Dst;
}

/// Algorithms call what they are given before they return: so it runs here, with arguments
/// that we do not know.
void Lowering::runNow(const CallExpr &Call) {
  const FunctionDecl *Callee = Call.getDirectCallee();
  if (!Callee || !Callee->getIdentifier() || !isInStdNamespace(*Callee))
    return;
  static constexpr llvm::StringRef Runners[] = {
      "for_each", "for_each_n", "transform", "find_if", "find_if_not", "any_of",    "all_of",
      "none_of",  "count_if",   "remove_if", "sort",    "stable_sort", "partition", "accumulate",
      "generate", "visit",      "apply",     "invoke",  "call_once",   "copy_if",   "erase_if"};
  if (!llvm::is_contained(Runners, Callee->getName()))
    return;
  for (const Expr *Arg : Call.arguments()) {
    const CXXRecordDecl *Record = Arg->getType()->getAsCXXRecordDecl();
    if (!Record || !Record->isLambda())
      continue;
    const CXXMethodDecl *Operator = callOperatorOf(Record);
    if (!Operator || !definitionIn(*Operator))
      continue;
    Reg Closure = lower(Arg);
    if (!Arg->isGLValue()) {
      auto It = Holders.find(Closure);
      if (It == Holders.end())
        continue;
      Closure = addressOf(It->second, Arg->getExprLoc());
    }
    std::vector<Reg> Args{Closure};
    for (unsigned I = 0; I < Operator->getNumParams(); ++I)
      Args.push_back(emit(Op::Unknown, Arg->getExprLoc()).Dst);
    Instruction &I = emitCall(*Operator, Args, Arg->getBeginLoc());
    addUnwind(I, Call, Operator);
    if (!Callee->getName().starts_with("for_each") && Callee->getName() != "call_once")
      capture(I.Dst, Arg->getExprLoc()); // The algorithm does something with what comes back.
  }
}

} // namespace connlint
