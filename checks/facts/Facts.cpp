// Facts.cpp - names of the operations.
#include "facts/Facts.h"

namespace connlint {

const char *opName(Op Kind) {
  switch (Kind) {
  case Op::Const: return "const";
  case Op::Text: return "text";
  case Op::Function: return "function";
  case Op::Unknown: return "unknown";
  case Op::Address: return "address";
  case Op::Field: return "field";
  case Op::Element: return "element";
  case Op::Load: return "load";
  case Op::Store: return "store";
  case Op::Zero: return "zero";
  case Op::Declare: return "declare";
  case Op::Binary: return "binary";
  case Op::Not: return "not";
  case Op::Select: return "select";
  case Op::And: return "and";
  case Op::Or: return "or";
  case Op::Call: return "call";
  case Op::Capture: return "capture";
  case Op::Return: return "return";
  case Op::Throw: return "throw";
  case Op::Suspend: return "suspend";
  case Op::Assume: return "assume";
  }
  return "?";
}

const char *binaryName(BinaryOp Operator) {
  switch (Operator) {
  case BinaryOp::Add: return "+";
  case BinaryOp::Sub: return "-";
  case BinaryOp::Mul: return "*";
  case BinaryOp::Div: return "/";
  case BinaryOp::Rem: return "%";
  case BinaryOp::And: return "&";
  case BinaryOp::Or: return "|";
  case BinaryOp::Xor: return "^";
  case BinaryOp::Shl: return "<<";
  case BinaryOp::Shr: return ">>";
  case BinaryOp::Eq: return "==";
  case BinaryOp::Ne: return "!=";
  case BinaryOp::Lt: return "<";
  case BinaryOp::Le: return "<=";
  case BinaryOp::Gt: return ">";
  case BinaryOp::Ge: return ">=";
  }
  return "?";
}

std::string shownName(const std::string &Name) { return Name.substr(Name.rfind('.') + 1); }

const char *terminatorName(Terminator Kind) {
  switch (Kind) {
  case Terminator::Jump: return "jump";
  case Terminator::Branch: return "branch";
  case Terminator::Switch: return "switch";
  case Terminator::Fork: return "fork";
  case Terminator::Catch: return "catch";
  case Terminator::Unwind: return "unwind";
  }
  return "jump";
}

} // namespace connlint
