// LowerOperators.cpp - unary and binary operators, assignment.
#include "facts/Lowering.h"

using namespace clang;

namespace connlint {

Reg Lowering::lowerUnary(const UnaryOperator &U) {
  SourceLocation Where = U.getExprLoc();
  switch (U.getOpcode()) {
  case UO_Deref: return lowerValue(U.getSubExpr());
  case UO_AddrOf:
  case UO_Plus:
  case UO_Extension: return lower(U.getSubExpr());
  case UO_LNot: {
    Reg Value = lowerValue(U.getSubExpr());
    Instruction &I = emit(Op::Not, Where);
    I.A = Value;
    return I.Dst;
  }
  case UO_Minus: {
    if (std::optional<int64_t> Value = constantOf(U))
      return constant(*Value, Where);
    Reg Value = lower(U.getSubExpr());
    Reg Zero = constant(0, Where);
    return binary(BinaryOp::Sub, Zero, Value, Where);
  }
  case UO_Not: {
    if (std::optional<int64_t> Value = constantOf(U))
      return constant(*Value, Where);
    Reg Value = lower(U.getSubExpr());
    Reg Ones = constant(-1, Where);
    return binary(BinaryOp::Xor, Value, Ones, Where);
  }
  case UO_PreInc:
  case UO_PreDec:
  case UO_PostInc:
  case UO_PostDec: {
    Reg Address = lower(U.getSubExpr());
    Reg Old = load(Address, *U.getSubExpr());
    Reg One = constant(U.isIncrementOp() ? 1 : -1, Where);
    Reg New;
    if (U.getType()->isPointerType()) {
      Instruction &I = emit(Op::Element, Where);
      I.A = Old;
      I.B = One;
      New = I.Dst;
    } else {
      New = binary(BinaryOp::Add, Old, One, Where);
    }
    Instruction &I = emit(Op::Store, Where, false);
    I.A = Address;
    I.B = New;
    return U.isGLValue() ? Address : U.isPrefix() ? New : Old;
  }
  default: return lowerUnfollowed(U);
  }
}

static std::optional<BinaryOp> operatorOf(BinaryOperatorKind Kind) {
  switch (Kind) {
  case BO_Add:
  case BO_AddAssign: return BinaryOp::Add;
  case BO_Sub:
  case BO_SubAssign: return BinaryOp::Sub;
  case BO_Mul:
  case BO_MulAssign: return BinaryOp::Mul;
  case BO_Div:
  case BO_DivAssign: return BinaryOp::Div;
  case BO_Rem:
  case BO_RemAssign: return BinaryOp::Rem;
  case BO_And:
  case BO_AndAssign: return BinaryOp::And;
  case BO_Or:
  case BO_OrAssign: return BinaryOp::Or;
  case BO_Xor:
  case BO_XorAssign: return BinaryOp::Xor;
  case BO_Shl:
  case BO_ShlAssign: return BinaryOp::Shl;
  case BO_Shr:
  case BO_ShrAssign: return BinaryOp::Shr;
  case BO_EQ: return BinaryOp::Eq;
  case BO_NE: return BinaryOp::Ne;
  case BO_LT: return BinaryOp::Lt;
  case BO_LE: return BinaryOp::Le;
  case BO_GT: return BinaryOp::Gt;
  case BO_GE: return BinaryOp::Ge;
  default: return std::nullopt;
  }
}

/// "(char *)member - offsetof(Whole, member)" is the object around the member: this field of it.
/// In facts the name of the field is subtracted.
static const FieldDecl *fieldOfContainer(const BinaryOperator &B) {
  if (B.getOpcode() != BO_Sub || !B.getType()->isPointerType())
    return nullptr;
  const auto *Offset = dyn_cast<OffsetOfExpr>(B.getRHS()->IgnoreParenCasts());
  if (!Offset || Offset->getNumComponents() != 1 ||
      Offset->getComponent(0).getKind() != OffsetOfNode::Field)
    return nullptr;
  return Offset->getComponent(0).getField();
}

Reg Lowering::lowerBinary(const BinaryOperator &B) {
  SourceLocation Where = B.getOperatorLoc();
  if (B.isAssignmentOp())
    return lowerAssignment(B);
  if (B.getOpcode() == BO_Comma) {
    lower(B.getLHS());
    return lower(B.getRHS());
  }
  Reg Left = lowerValue(B.getLHS());
  if (const FieldDecl *Field = fieldOfContainer(B)) {
    Instruction &Text = emit(Op::Text, Where);
    Text.Name = Field->getName().str();
    return binary(BinaryOp::Sub, Left, Text.Dst, Where);
  }
  Reg Right = lowerValue(B.getRHS());
  if (B.isLogicalOp()) {
    Instruction &I = emit(B.getOpcode() == BO_LAnd ? Op::And : Op::Or, Where);
    I.A = Left;
    I.B = Right;
    return I.Dst;
  }
  if (B.isAdditiveOp() && B.getType()->isPointerType()) {
    bool LeftIsPointer = B.getLHS()->getType()->isPointerType();
    Instruction &I = emit(Op::Element, Where);
    I.A = LeftIsPointer ? Left : Right;
    I.B = LeftIsPointer && B.getOpcode() == BO_Add ? Right : LeftIsPointer ? NoReg : Left;
    return I.Dst;
  }
  std::optional<BinaryOp> Operator = operatorOf(B.getOpcode());
  if (!Operator || B.getType()->isFloatingType() || B.getLHS()->getType()->isFloatingType() ||
      B.getRHS()->getType()->isFloatingType())
    return emit(Op::Unknown, Where).Dst;
  return binary(*Operator, Left, Right, Where);
}

Reg Lowering::lowerAssignment(const BinaryOperator &B) {
  SourceLocation Where = B.getLHS()->getBeginLoc();
  Reg Value = NoReg, Address = NoReg;
  if (B.getOpcode() == BO_Assign) {
    Value = lowerValue(B.getRHS());
    Address = lower(B.getLHS());
    if (QualType Type = B.getLHS()->getType();
        B.isTypeDependent() && hasEffectfulDestructor(Type)) {
      // The operator of a class, which gives up what the object had.
      if (libraryClassOf(Type->getAsCXXRecordDecl()) != LibraryClass::None)
        destroy(Address, Type, Where);
      else
        capture(Address, Where);
    }
  } else {
    Reg Right = lowerValue(B.getRHS());
    Address = lower(B.getLHS());
    Reg Old = load(Address, *B.getLHS());
    std::optional<BinaryOp> Operator = operatorOf(B.getOpcode());
    if (B.getType()->isPointerType()) {
      Instruction &I = emit(Op::Element, Where);
      I.A = Old;
      I.B = B.getOpcode() == BO_AddAssign ? Right : NoReg;
      Value = I.Dst;
    } else if (Operator && !B.getType()->isFloatingType()) {
      Value = binary(*Operator, Old, Right, Where);
    } else {
      Value = emit(Op::Unknown, Where).Dst;
    }
  }
  Instruction &I = emit(Op::Store, Where, false);
  I.A = Address;
  I.B = Value;
  return B.isGLValue() ? Address : Value;
}

} // namespace connlint
