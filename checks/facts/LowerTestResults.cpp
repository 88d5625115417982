// LowerTestResults.cpp - what the assertions of GoogleTest say.
//
// "ASSERT_NE(conn, nullptr)" takes its operands by reference, compares them in a template and
// leaves the test by what a testing::AssertionResult holds. Its truth is in the field "$truth".
#include "facts/Lowering.h"
#include "clang/Lex/Lexer.h"
#include "llvm/ADT/StringSwitch.h"

using namespace clang;

namespace connlint {

static constexpr llvm::StringRef TruthField = "$truth";

/// A class of GoogleTest, in testing or testing::internal.
static bool isTestingClass(const CXXRecordDecl *Record, llvm::StringRef Name) {
  if (!Record || !Record->getIdentifier() || Record->getName() != Name)
    return false;
  const auto *Space = dyn_cast<NamespaceDecl>(Record->getDeclContext()->getRedeclContext());
  if (Space && Space->getName() == "internal")
    Space = dyn_cast<NamespaceDecl>(Space->getParent()->getRedeclContext());
  return Space && Space->getName() == "testing";
}

static bool isTestResult(QualType Type) {
  return isTestingClass(Type.getNonReferenceType()->getAsCXXRecordDecl(), "AssertionResult");
}

static std::optional<BinaryOp> comparedBy(const FunctionDecl &Callee) {
  const auto *Method = dyn_cast<CXXMethodDecl>(&Callee);
  return llvm::StringSwitch<std::optional<BinaryOp>>(Callee.getName())
      .Case("Compare", Method && isTestingClass(Method->getParent(), "EqHelper")
                           ? std::optional(BinaryOp::Eq)
                           : std::nullopt)
      .Case("CmpHelperEQ", BinaryOp::Eq)
      .Case("CmpHelperNE", BinaryOp::Ne)
      .Case("CmpHelperLT", BinaryOp::Lt)
      .Case("CmpHelperLE", BinaryOp::Le)
      .Case("CmpHelperGT", BinaryOp::Gt)
      .Case("CmpHelperGE", BinaryOp::Ge)
      .Default(std::nullopt);
}

/// "AssertionResult(x)", of what is true or false, and copies.
bool Lowering::constructTestResult(Reg Address, const CXXConstructExpr &E) {
  SourceLocation Where = E.getBeginLoc();
  if (!isTestResult(E.getType()) || E.getNumArgs() == 0)
    return false;
  const Expr &From = *E.getArg(0);
  Reg Truth = NoReg;
  if (E.getConstructor()->isCopyOrMoveConstructor())
    Truth = loadFrom(field(lower(&From), TruthField, Where), Where);
  else if (isScalar(From))
    Truth = binary(BinaryOp::Ne, lowerValue(&From), constant(0, Where), Where);
  else
    return false;
  store(field(Address, TruthField, Where), Truth, Where);
  return true;
}

/// Behind an EXPECT that does not hold the test has failed: what it does then is of no interest.
bool Lowering::constructTestFailure(const CXXConstructExpr &E) {
  if (!isTestingClass(E.getConstructor()->getParent(), "AssertHelper") || E.getNumArgs() == 0)
    return false;
  const auto *Kind = dyn_cast<DeclRefExpr>(E.getArg(0)->IgnoreParenImpCasts());
  const auto *Value = Kind ? dyn_cast<EnumConstantDecl>(Kind->getDecl()) : nullptr;
  if (!Value || Value->getName() != "kNonFatalFailure")
    return false;
  SourceLocation Where = E.getBeginLoc();
  emit(Op::Assume, Where, false).A = constant(0, Where);
  return true;
}

/// Calls that compare two operands, and those that ask what came out.
std::optional<Reg> Lowering::lowerTestResultCall(const CallExpr &Call) {
  const FunctionDecl *Callee = Call.getDirectCallee();
  if (!Callee)
    return std::nullopt;
  SourceLocation Where = Call.getExprLoc();
  if (const auto *Member = dyn_cast<CXXMemberCallExpr>(&Call);
      Member && isa<CXXConversionDecl>(Callee)) {
    const Expr &Object = *Member->getImplicitObjectArgument();
    if (!isTestResult(Object.getType()))
      return std::nullopt;
    return loadFrom(field(lower(&Object), TruthField, Where), Where);
  }
  if (!Callee->getIdentifier() || Call.getNumArgs() != 4 || !isTestResult(Call.getType()))
    return std::nullopt;
  std::optional<BinaryOp> Relation = comparedBy(*Callee);
  const Expr &Left = *Call.getArg(2), &Right = *Call.getArg(3);
  if (!Relation || !isScalar(Left) || !isScalar(Right))
    return std::nullopt;
  Reg A = lowerValue(&Left);
  Reg B = lowerValue(&Right);
  uint32_t Id = makeTemporary("");
  emit(Op::Declare, Where, false).Number = Id;
  store(field(addressOf(Id, Where), TruthField, Where), binary(*Relation, A, B, Where), Where);
  return wholeObject(Id, Where);
}

/// The return in ASSERT_EQ and its like of GoogleTest: the test has failed.
bool Lowering::endsTest(const ReturnStmt &Return) const {
  const SourceManager &SM = Context.getSourceManager();
  for (SourceLocation Where = Return.getReturnLoc(); Where.isMacroID();
       Where = SM.getImmediateMacroCallerLoc(Where))
    if (Lexer::getImmediateMacroName(Where, SM, Context.getLangOpts()) == "GTEST_FATAL_FAILURE_")
      return true;
  return false;
}

} // namespace connlint
