// LowerErrorCodes.cpp - std::error_code, and Boost's: a number that is asked "is there one?".
//
// The number is in the field "$code"; the category is not followed.
#include "facts/Lowering.h"

using namespace clang;

namespace connlint {

static constexpr llvm::StringRef CodeField = "$code";

bool isErrorCode(const CXXRecordDecl *Record) {
  if (!Record || !Record->getIdentifier() || Record->getName() != "error_code")
    return false;
  const auto *Space = dyn_cast<NamespaceDecl>(Record->getDeclContext()->getRedeclContext());
  return isInStdNamespace(*Record) || (Space && Space->getName() == "system");
}

static bool isErrorCode(QualType Type) {
  return isErrorCode(Type.getNonReferenceType()->getAsCXXRecordDecl());
}

/// Stores what the first argument says, be it a number or an enumerator.
void Lowering::storeErrorCode(Reg Address, llvm::ArrayRef<const Expr *> Args,
                              SourceLocation Where) {
  Reg Code = Args.empty() ? constant(0, Where) : lowerValue(Args[0]);
  for (size_t I = 1; I < Args.size(); ++I)
    lower(Args[I]);
  store(field(Address, CodeField, Where), Code, Where);
}

bool Lowering::constructErrorCode(Reg Address, const CXXConstructExpr &E) {
  if (!isErrorCode(E.getConstructor()->getParent()) ||
      E.getConstructor()->isCopyOrMoveConstructor())
    return false;
  llvm::SmallVector<const Expr *, 2> Args;
  for (const Expr *Arg : E.arguments())
    if (!isa<CXXDefaultArgExpr>(Arg))
      Args.push_back(Arg);
  storeErrorCode(Address, Args, E.getBeginLoc());
  return true;
}

/// Calls that make, change or ask an error code.
std::optional<Reg> Lowering::lowerErrorCodeCall(const CallExpr &Call) {
  const FunctionDecl *Callee = Call.getDirectCallee();
  if (!Callee)
    return std::nullopt;
  SourceLocation Where = Call.getExprLoc();
  llvm::ArrayRef<const Expr *> Args(Call.getArgs(), Call.getNumArgs());
  if (Callee->getIdentifier() && Callee->getName() == "make_error_code" && Args.size() == 1 &&
      isErrorCode(Call.getType()) && Args[0]->getType()->isEnumeralType() &&
      (isInStdNamespace(*Callee) || !definitionIn(*Callee))) {
    uint32_t Id = makeTemporary("");
    emit(Op::Declare, Where, false).Number = Id;
    storeErrorCode(addressOf(Id, Where), Args, Where);
    return wholeObject(Id, Where);
  }
  const auto *Method = dyn_cast<CXXMethodDecl>(Callee);
  if (!Method || !isErrorCode(Method->getParent()))
    return std::nullopt;
  if (const auto *Member = dyn_cast<CXXMemberCallExpr>(&Call)) {
    const Expr &Object = *Member->getImplicitObjectArgument();
    bool Asks = isa<CXXConversionDecl>(Method);
    llvm::StringRef Name = Method->getIdentifier() ? Method->getName() : "";
    if (!Asks && Name != "value" && Name != "failed" && Name != "clear" && Name != "assign")
      return std::nullopt;
    Reg Address = lower(&Object);
    if (Name == "clear" || Name == "assign")
      return storeErrorCode(Address, Args, Where), NoReg;
    Reg Code = loadFrom(field(Address, CodeField, Where), Where);
    return Name == "value" ? Code : binary(BinaryOp::Ne, Code, constant(0, Where), Where);
  }
  if (const auto *Operator = dyn_cast<CXXOperatorCallExpr>(&Call);
      Operator && Operator->getOperator() == OO_Equal && Args.size() == 2 &&
      !Method->isCopyAssignmentOperator() && !Method->isMoveAssignmentOperator()) {
    Reg Address = lower(Args[0]);
    storeErrorCode(Address, Args.drop_front(), Where);
    return Address;
  }
  return std::nullopt;
}

} // namespace connlint
