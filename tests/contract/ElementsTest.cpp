// ElementsTest.cpp - which expressions are elements of their own, and in which order.
// Lowering lowers an element where it stands and everything else where it is used.
#include "CfgGraph.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/RecursiveASTVisitor.h"

namespace connlint::contract {
namespace {

using clang::Stmt;

const char *const Calls = "int a(void); int b(void); int c(int, int); void end(void);\n";

CfgGraph inC(const std::string &Code) { return CfgGraph(Calls + Code, {Language::C}); }
Block first(const CfgGraph &G) { return successors(G.entry()).at(0); }

TEST(Elements, TheEntryBlockIsEmptyAndHasOneSuccessor) {
  CfgGraph G = inC("void f(void) { end(); }");
  EXPECT_EQ(G.entry()->size(), 0u);
  EXPECT_EQ(successors(G.entry()), Blocks{G.calling("end")});
}

TEST(Elements, TheExitBlockIsEmpty) {
  CfgGraph G = inC("int f(void) { return a(); }");
  EXPECT_EQ(G.exit()->size(), 0u);
  EXPECT_EQ(successors(G.exit()), Blocks{});
}

TEST(Elements, EveryCallIsAnElementInOrderOfEvaluation) {
  CfgGraph G = inC("void f(void) { c(a(), b()); }");
  EXPECT_EQ(G.steps(first(G)), (Texts{"call a", "call b", "call c"}));
}

TEST(Elements, ACallInsideAnInitListIsAnElementBeforeTheDeclaration) {
  CfgGraph G = inC("struct P { int x, y; }; void f(void) { struct P p = {a(), b()}; }");
  EXPECT_EQ(G.steps(first(G)), (Texts{"call a", "call b", "declare p"}));
}

TEST(Elements, EachVariableOfADeclarationHasAStatementOfItsOwn) {
  CfgGraph G = inC("void f(void) { int x = a(), y = b(); }");
  EXPECT_EQ(G.steps(first(G)), (Texts{"call a", "declare x", "call b", "declare y"}));
}

TEST(Elements, AReturnComesAfterItsValue) {
  CfgGraph G = inC("int f(void) { return a(); }");
  EXPECT_EQ(G.steps(first(G)), (Texts{"call a", "return"}));
}

TEST(Elements, AnAssignmentIsAnElementAfterItsOperands) {
  CfgGraph G = inC("void f(int x) { x = a(); }");
  EXPECT_EQ(G.steps(first(G)), (Texts{"call a", "assign"}));
}

TEST(Elements, BothSidesOfACommaAreElements) {
  CfgGraph G = inC("void f(int x) { x = (a(), b()); }");
  EXPECT_EQ(G.steps(first(G)), (Texts{"call a", "call b", "assign"}));
}

TEST(Elements, AStatementExpressionIsInlineAndItsValueIsItsLastStatement) {
  CfgGraph G = inC("void f(void) { int x = ({ a(); b(); }); end(); }");
  EXPECT_EQ(G.steps(first(G)), (Texts{"call a", "call b", "declare x", "call end"}));
}

TEST(Elements, ABranchInAStatementExpressionBranchesBeforeItsUse) {
  CfgGraph G =
      inC("void f(void) { int x = ({ int y; if (a()) y = b(); else y = 0; y; }); end(); }");
  EXPECT_EQ(successors(G.calling("a")).at(0), G.calling("b"));
  EXPECT_EQ(G.steps(G.calling("end")), (Texts{"declare x", "call end"}));
}

TEST(Elements, TheOperandOfSizeofIsNotEvaluated) {
  CfgGraph G = inC("void f(void) { int x = sizeof(a()); }");
  EXPECT_EQ(G.steps(first(G)), Texts{"declare x"});
}

TEST(Elements, AStaticLocalIsDeclaredWithoutABranch) {
  CfgGraph G("int a(); void end(); void f() { static int x = a(); end(); }");
  EXPECT_EQ(G.calling("a"), G.calling("end")) << G.dump();
}

TEST(Elements, ALambdaBodyIsNotPartOfTheFunction) {
  CfgGraph G("int a(); void end(); void f() { auto l = [] { return a(); }; end(); }");
  for (Block B : G.cfg())
    EXPECT_EQ(std::ranges::count(G.steps(B), "call a"), 0) << G.dump();
}

TEST(Elements, AMemberInitialiserIsAnElementAfterItsValue) {
  CfgGraph G("int a(); struct F { int x; int y = a(); F() : x(a()) {} };");
  EXPECT_EQ(G.steps(first(G)), (Texts{"call a", "initialize x", "call a", "initialize y"}));
}

TEST(Elements, AMemberCallIsAnElementAfterItsArguments) {
  CfgGraph G("int a(); struct P { void m(int); }; void f(P &p) { p.m(a()); }");
  EXPECT_EQ(G.steps(first(G)), (Texts{"call a", "call m"}));
}

TEST(Elements, ADefaultArgumentsCallIsNotAnElement) {
  // It is lowered where it is used, through CXXDefaultArgExpr.
  CfgGraph G("int a(); void end(int = a()); void f() { end(); }");
  EXPECT_EQ(G.steps(first(G)), (Texts{"call end"})) << G.dump();
}

TEST(Elements, ADeletedPointerHasADestructorElementAfterTheDelete) {
  CfgGraph G("struct P { ~P(); }; void f(P *p) { delete p; }");
  Texts Steps = G.steps(first(G));
  EXPECT_EQ(std::ranges::count(Steps, "delete"), 1);
  EXPECT_EQ(std::ranges::count(Steps, "destroy deleted"), 1);
}

// --- Calls that do not return.

TEST(NoReturn, TheBlockEndsAndGoesToTheExit) {
  CfgGraph G = inC("_Noreturn void die(void); void f(int x) { if (x) die(); end(); }");
  Block Dies = G.calling("die");
  EXPECT_TRUE(Dies->hasNoReturnElement());
  EXPECT_EQ(successors(Dies), Blocks{G.exit()});
  EXPECT_FALSE(G.calling("end")->hasNoReturnElement());
}

TEST(NoReturn, WithEdgesThereIsASecondOne) {
  CfgGraph G("[[noreturn]] void die(); void f() { die(); }", {Language::Cxx, true});
  Block Dies = G.calling("die");
  EXPECT_TRUE(Dies->hasNoReturnElement());
  EXPECT_EQ(successors(Dies), (Blocks{G.exit(), G.exit()})) << G.dump();
}

TEST(NoReturn, WhatFollowsIsNotReachable) {
  CfgGraph G = inC("_Noreturn void die(void); void f(void) { die(); end(); }");
  EXPECT_FALSE(G.reaches(G.entry(), G.calling("end")));
}

TEST(NoReturn, ACallInAConditionalCountsForItsBranchOnly) {
  CfgGraph G = inC("_Noreturn int die(void); void f(int x) { x ? a() : die(); end(); }");
  EXPECT_TRUE(G.calling("die")->hasNoReturnElement());
  EXPECT_TRUE(G.reaches(G.calling("a"), G.calling("end")));
  EXPECT_FALSE(G.reaches(G.calling("die"), G.calling("end")));
}

TEST(NoReturn, BuiltinUnreachableEndsTheBlock) {
  CfgGraph G = inC("void f(int x) { if (x) __builtin_unreachable(); end(); }");
  EXPECT_TRUE(G.calling("__builtin_unreachable")->hasNoReturnElement());
}

// --- Broken code.

class RecoveryFinder : public clang::RecursiveASTVisitor<RecoveryFinder> {
public:
  bool VisitRecoveryExpr(clang::RecoveryExpr *E) {
    Found.push_back(E);
    return true;
  }
  std::vector<clang::RecoveryExpr *> Found;
};

const clang::RecoveryExpr *recoveryIn(const CfgGraph &G) {
  RecoveryFinder Finder;
  Finder.TraverseDecl(const_cast<clang::FunctionDecl *>(&G.function()));
  return Finder.Found.empty() ? nullptr : Finder.Found.front();
}

CfgGraph broken(const std::string &Code, Language In = Language::C) {
  return CfgGraph(Calls + Code, {In, false, false, /*Broken=*/true});
}

TEST(Recovery, ACallWithAnUndeclaredArgumentKeepsCalleeAndTheOtherArguments) {
  CfgGraph G = broken("void f(int x) { c(x, missing); }");
  const clang::RecoveryExpr *E = recoveryIn(G);
  ASSERT_NE(E, nullptr) << G.dump();
  auto Parts = const_cast<clang::RecoveryExpr *>(E)->subExpressions();
  ASSERT_GE(Parts.size(), 2u);
  EXPECT_EQ(G.text(Parts[0]), "c");
  EXPECT_EQ(G.text(Parts[1]), "x");
}

TEST(Recovery, TheUndeclaredArgumentItselfMayBeDropped) {
  CfgGraph G = broken("void f(int x) { c(missing, x); }");
  const clang::RecoveryExpr *E = recoveryIn(G);
  ASSERT_NE(E, nullptr) << G.dump();
  auto Parts = const_cast<clang::RecoveryExpr *>(E)->subExpressions();
  ASSERT_FALSE(Parts.empty());
  EXPECT_EQ(G.text(Parts[0]), "c");
  EXPECT_EQ(G.text(Parts.back()), "x");
}

TEST(Recovery, TooFewArgumentsAreARecoveryOfTheCall) {
  CfgGraph G = broken("void f(int x) { c(x); }");
  const clang::RecoveryExpr *E = recoveryIn(G);
  ASSERT_NE(E, nullptr) << G.dump();
  EXPECT_EQ(G.text(E), "c(x)");
}

TEST(Recovery, AFunctionWithBrokenStatementsStillHasItsOthers) {
  CfgGraph G = broken("void f(void) { a(); Missing m = 1; missing(; end(); }");
  EXPECT_EQ(G.steps(G.calling("a")).at(0), "call a");
}

TEST(Recovery, AnUndeclaredFunctionOfOldCIsDeclaredImplicitly) {
  CfgGraph G = broken("void f(int x) { undeclared(x); end(); }");
  EXPECT_EQ(G.steps(G.calling("undeclared")), (Texts{"call undeclared", "call end"}));
}

} // namespace
} // namespace connlint::contract
