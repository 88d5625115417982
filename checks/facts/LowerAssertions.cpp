// LowerAssertions.cpp - assertions whose header is missing.
//
// "HARD_ASSERT(p != nullptr)" is then the call of an undeclared function. Its name says that
// what it is given holds behind it.
#include "facts/Lowering.h"
#include "facts/NamedRoles.h"

using namespace clang;

namespace connlint {

/// What can be compared with one another. Texts cannot: what is compared is what they say.
bool Lowering::isScalar(const Expr &E) const {
  QualType Type = typeOf(E);
  return !isa<StringLiteral>(E.IgnoreParenImpCasts()) && !Type.isNull() &&
         !Type->isDependentType() &&
         (Type->isIntegralOrEnumerationType() || Type->isAnyPointerType() || Type->isNullPtrType());
}

/// A number may as well be a code that is 0 for success.
bool Lowering::isTruth(const Expr &E) const {
  const Expr *Plain = E.IgnoreParenImpCasts();
  if (const auto *Binary = dyn_cast<BinaryOperator>(Plain);
      Binary && (Binary->isComparisonOp() || Binary->isLogicalOp()))
    return true;
  if (const auto *Unary = dyn_cast<UnaryOperator>(Plain); Unary && Unary->getOpcode() == UO_LNot)
    return true;
  QualType Type = typeOf(*Plain);
  return !Type.isNull() && Type->isBooleanType();
}

/// "check(file, line, condition, text)": where the assertion is stands before what it asserts.
static bool saysWhere(ArrayRef<const Expr *> Args) {
  if (Args.size() < 3)
    return false;
  QualType File = Args[0]->IgnoreParenImpCasts()->getType();
  QualType Line = Args[1]->IgnoreParenImpCasts()->getType();
  if (const auto *Array = File->getAsArrayTypeUnsafe())
    return Array->getElementType()->isCharType() && Line->isIntegerType();
  return File->isPointerType() && File->getPointeeType()->isCharType() && Line->isIntegerType();
}

/// The result of the call of an undeclared function; nothing: it asserts nothing that is
/// understood.
std::optional<Reg> Lowering::lowerAssertion(const Expr &Call, StringRef Name,
                                            ArrayRef<const Expr *> Args) {
  std::optional<NamedAssertion> Asserts =
      Body.isStatement(Call) ? assertionNamed(Name) : std::nullopt;
  if (!Asserts)
    return std::nullopt;
  const bool IsLocated = saysWhere(Args);
  if (IsLocated)
    Args = Args.drop_front(2);
  if (Args.size() < (Asserts->Compares ? 2 : 1))
    return std::nullopt;
  const Expr &First = *Args.front();
  SourceLocation Where = Call.getBeginLoc();
  bool OfPointer = Asserts->OnlyAsks && isScalar(First) && typeOf(First)->isPointerType();
  bool OfNumber = (Asserts->SaysTruth || IsLocated) && isScalar(First);
  if (Asserts->Compares ? !isScalar(First) || !isScalar(*Args[1])
                        : !OfPointer && !OfNumber && !isTruth(First))
    return std::nullopt;
  Reg Left = lowerValue(&First);
  Reg Right = Asserts->Compares ? lowerValue(Args[1]) : constant(0, Where);
  Reg Condition = binary(Asserts->Relation, Left, Right, Where);
  emit(Op::Assume, Where, false).A = Condition;
  return emit(Op::Unknown, Where).Dst;
}

} // namespace connlint
