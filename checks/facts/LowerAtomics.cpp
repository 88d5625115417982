// LowerAtomics.cpp - atomic operations of the compiler, as what they do to one place in memory.
//
// Counts of references are kept with them. That another thread may come between is left out:
// who counts with atomics has made sure that the last one releases.
#include "facts/Lowering.h"
#include "llvm/ADT/StringSwitch.h"

using namespace clang;

namespace connlint {

struct AtomicOperation {
  BinaryOp Operator;
  bool GivesNew; ///< The result is what is in the place after it.
};

static std::optional<BinaryOp> operatorNamed(llvm::StringRef Name) {
  return llvm::StringSwitch<std::optional<BinaryOp>>(Name)
      .Case("add", BinaryOp::Add)
      .Case("sub", BinaryOp::Sub)
      .Case("and", BinaryOp::And)
      .Case("or", BinaryOp::Or)
      .Case("xor", BinaryOp::Xor)
      .Default(std::nullopt);
}

/// "fetch_and_add", "add_and_fetch", "fetch_add", "add_fetch".
static std::optional<AtomicOperation> operationNamed(llvm::StringRef Name) {
  bool GivesOld = Name.consume_front("fetch_");
  bool GivesNew = !GivesOld && Name.consume_back("_fetch");
  if (GivesOld)
    Name.consume_front("and_");
  if (GivesNew)
    Name.consume_back("_and");
  std::optional<BinaryOp> Operator = operatorNamed(Name);
  if (!Operator || (!GivesOld && !GivesNew))
    return std::nullopt;
  return AtomicOperation{*Operator, GivesNew};
}

Reg Lowering::changeAtomically(const Expr &Pointer, const Expr &Operand, BinaryOp Operator,
                               bool GivesNew, SourceLocation Where) {
  Reg Address = lowerValue(&Pointer);
  Reg By = lowerValue(&Operand);
  Reg Old = loadFrom(Address, Where);
  Reg New = binary(Operator, Old, By, Where);
  store(Address, New, Where);
  return GivesNew ? New : Old;
}

std::optional<Reg> Lowering::lowerSyncBuiltin(const CallExpr &Call, const FunctionDecl &Callee) {
  llvm::StringRef Name = Callee.getIdentifier() ? Callee.getName() : llvm::StringRef();
  if (!Name.consume_front("__sync_") || Call.getNumArgs() < 2)
    return std::nullopt;
  // Clang appends the size: "__sync_sub_and_fetch_4".
  llvm::StringRef Plain = Name.rtrim("0123456789");
  Plain.consume_back("_");
  std::optional<AtomicOperation> What = operationNamed(Plain);
  if (!What)
    return std::nullopt;
  return changeAtomically(*Call.getArg(0), *Call.getArg(1), What->Operator, What->GivesNew,
                          Call.getExprLoc());
}

Reg Lowering::lowerAtomic(const AtomicExpr &E) {
  SourceLocation Where = E.getExprLoc();
  switch (E.getOp()) {
  case AtomicExpr::AO__c11_atomic_load:
  case AtomicExpr::AO__atomic_load_n: return loadFrom(lowerValue(E.getPtr()), Where);
  case AtomicExpr::AO__c11_atomic_init:
  case AtomicExpr::AO__c11_atomic_store:
  case AtomicExpr::AO__atomic_store_n: {
    Reg Address = lowerValue(E.getPtr());
    store(Address, lowerValue(E.getVal1()), Where);
    return NoReg;
  }
  default: break;
  }
  llvm::StringRef Name = E.getOpAsString();
  if (!Name.consume_front("__c11_atomic_"))
    Name.consume_front("__atomic_");
  if (std::optional<AtomicOperation> What = operationNamed(Name))
    return changeAtomically(*E.getPtr(), *E.getVal1(), What->Operator, What->GivesNew, Where);
  return lowerUnfollowed(E);
}

} // namespace connlint
