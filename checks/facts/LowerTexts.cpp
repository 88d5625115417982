// LowerTexts.cpp - questions about the text in a string object.
//
// What a string says is one value, in the field "$text": as long as nobody changes the
// object, "mode == "a"" has one answer, however often it is asked.
#include "facts/Lowering.h"

using namespace clang;

namespace connlint {

static bool isText(QualType Type) {
  const CXXRecordDecl *Record = Type.getNonReferenceType()->getAsCXXRecordDecl();
  return Record && Record->getIdentifier() && isInStdNamespace(*Record) &&
         (Record->getName() == "basic_string" || Record->getName() == "basic_string_view");
}

/// The value of a text, or NoReg where nothing is known that could be asked for again.
Reg Lowering::lowerText(const Expr &E) {
  SourceLocation Where = E.getExprLoc();
  if (isText(E.getType()))
    return E.isGLValue() ? loadFrom(field(lower(&E), "$text", Where), Where) : NoReg;
  return isa<StringLiteral>(E.IgnoreParenImpCasts()) ? lowerValue(&E) : NoReg;
}

std::optional<Reg> Lowering::lowerTextComparison(const CXXOperatorCallExpr &Call) {
  OverloadedOperatorKind Kind = Call.getOperator();
  if ((Kind != OO_EqualEqual && Kind != OO_ExclaimEqual) || Call.getNumArgs() != 2)
    return std::nullopt;
  const Expr &Left = *Call.getArg(0), &Right = *Call.getArg(1);
  if (!isText(Left.getType()) && !isText(Right.getType()))
    return std::nullopt;
  Reg A = lowerText(Left), B = lowerText(Right);
  if (A == NoReg || B == NoReg)
    return std::nullopt;
  return binary(Kind == OO_EqualEqual ? BinaryOp::Eq : BinaryOp::Ne, A, B, Call.getOperatorLoc());
}

} // namespace connlint
