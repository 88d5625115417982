// LowerCoroutines.cpp - co_await, co_yield and co_return.
//
// A coroutine that waits may be destroyed: that is a way out, on which the destructors of its
// objects run and no handler does. What it returns goes to the promise; who awaits a coroutine
// of this unit at once gets the value as if it had called a function.
#include "facts/Lowering.h"
#include "clang/AST/StmtCXX.h"

using namespace clang;

namespace connlint {

/// Whoever has what a call of the coroutine returns can destroy the frame. Without a destructor
/// nobody does, and the coroutine runs to its end.
static bool canBeDestroyed(const FunctionDecl &Coroutine) {
  const CXXRecordDecl *Handle = Coroutine.getReturnType()->getAsCXXRecordDecl();
  if (!Handle || !Handle->hasDefinition())
    return false;
  bool IsFuture = Handle->isInStdNamespace() && Handle->getName() != "generator";
  return !IsFuture && !Handle->hasTrivialDestructor();
}

void Lowering::suspend(SourceLocation Where) {
  if (!canBeDestroyed(Function))
    return;
  Instruction &I = emit(Op::Suspend, Where, false);
  I.Unwind = pad(Live, nullptr);
}

/// What goes to the promise is somebody else's.
void Lowering::giveToPromise(const CallExpr &Call) {
  for (const Expr *Arg : Call.arguments())
    capture(lower(Arg), Arg->getExprLoc());
}

Reg Lowering::lowerSuspension(const CoroutineSuspendExpr &E) {
  const SourceLocation Where = E.getKeywordLoc();
  if (const auto *Yield = dyn_cast<CoyieldExpr>(&E)) {
    if (const CallExpr *Call = promiseCallOf(*Yield))
      giveToPromise(*Call);
    suspend(Where);
    return emit(Op::Unknown, Where).Dst;
  }
  if (const CallExpr *Call = awaitedCoroutine(E))
    return lower(Call);
  lower(E.getCommonExpr());
  lower(E.getReadyExpr());
  lower(E.getSuspendExpr());
  const CXXRecordDecl *Awaiter = E.getCommonExpr()->getType()->getAsCXXRecordDecl();
  if (!(Awaiter && plainName(*Awaiter) == "std::suspend_never"))
    suspend(Where);
  return lower(E.getResumeExpr());
}

void Lowering::lowerCoreturn(const CoreturnStmt &Return) {
  const Expr *Operand = Return.getOperand();
  const CallExpr *Call = promiseCallOf(Return);
  Reg Value = NoReg;
  if (Operand && Operand->getType()->isScalarType())
    Value = lowerValue(Operand);
  else if (Operand && Call && !Operand->getType()->isVoidType())
    giveToPromise(*Call);
  else if (Operand)
    lower(Operand);
  emit(Op::Return, Return.getKeywordLoc(), false).A = Value;
}

} // namespace connlint
