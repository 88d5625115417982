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

static bool isView(QualType Type) {
  return isText(Type) &&
         Type.getNonReferenceType()->getAsCXXRecordDecl()->getName() == "basic_string_view";
}

/// The value of a text, or NoReg where nothing is known that could be asked for again.
Reg Lowering::lowerText(const Expr &E) {
  SourceLocation Where = E.getExprLoc();
  if (isText(E.getType()))
    return E.isGLValue() ? loadFrom(field(lower(&E), TextField, Where), Where) : NoReg;
  return isa<StringLiteral>(E.IgnoreParenImpCasts()) ? lowerValue(&E) : NoReg;
}

/// A literal is told, and what another object says; any other text is a copy that nobody else
/// has, but a view looks at the one it is given.
bool Lowering::constructText(Reg Address, const CXXConstructExpr &E) {
  if (!isText(E.getType()) || E.getNumArgs() == 0)
    return false;
  const Expr &From = *E.getArg(0);
  SourceLocation Where = E.getBeginLoc();
  if (From.getType()->isPointerType() && isView(E.getType()) && E.getNumArgs() <= 2 &&
      !isa<StringLiteral>(From.IgnoreParenImpCasts())) {
    for (unsigned Index = 1; Index < E.getNumArgs(); ++Index)
      lower(E.getArg(Index));
    store(field(Address, TextField, Where), lowerValue(&From), Where);
    return true;
  }
  bool IsCopy = E.getConstructor()->isCopyOrMoveConstructor() && From.isGLValue();
  bool IsLiteral = isa<StringLiteral>(From.IgnoreParenImpCasts()) &&
                   (E.getNumArgs() == 1 || isa<CXXDefaultArgExpr>(E.getArg(1)));
  if (!IsCopy && !IsLiteral)
    return false;
  Reg Text = lowerText(From);
  store(field(Address, TextField, Where), Text, Where);
  return true;
}

/// "text.c_str()", and the assignment of a literal.
std::optional<Reg> Lowering::lowerTextCall(const CallExpr &Call) {
  SourceLocation Where = Call.getExprLoc();
  if (const auto *Member = dyn_cast<CXXMemberCallExpr>(&Call)) {
    const CXXMethodDecl *Method = Member->getMethodDecl();
    const Expr *Object = Member->getImplicitObjectArgument()->IgnoreImpCasts();
    bool Asks = Method && Method->getIdentifier() &&
                (Method->getName() == "c_str" || Method->getName() == "data");
    if (!Asks || !isText(Object->getType()) || !Object->isGLValue())
      return std::nullopt;
    Reg Place = field(lower(Object), TextField, Where);
    Reg Text = loadFrom(Place, Where, true);
    if (!Object->getType().isConstQualified()) // From here on a change is one of something known.
      store(Place, Text, Where);
    return Text;
  }
  const auto *Operator = dyn_cast<CXXOperatorCallExpr>(&Call);
  if (!Operator || Operator->getOperator() != OO_Equal || Call.getNumArgs() != 2 ||
      !isText(Call.getArg(0)->getType()) ||
      !isa<StringLiteral>(Call.getArg(1)->IgnoreParenImpCasts()))
    return std::nullopt;
  Reg Text = lowerText(*Call.getArg(1));
  Reg Address = lower(Call.getArg(0));
  store(field(Address, TextField, Where), Text, Where);
  return Address;
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
