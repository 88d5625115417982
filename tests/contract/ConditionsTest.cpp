// ConditionsTest.cpp - what a branch branches on: the part of Lowering::lowerTerminator that
// rests on Clang. A branch has [0] = true and [1] = false.
#include "CfgGraph.h"

namespace connlint::contract {
namespace {

using clang::Stmt;

const char *const Calls = "int a(void); int b(void); int c(void); void yes(void); void no(void);"
                          "void end(void);\n";

CfgGraph inC(const std::string &Code) { return CfgGraph(Calls + Code, {Language::C}); }

std::string lastCondition(const CfgGraph &G, Block B) { return G.text(B->getLastCondition()); }

TEST(Conditions, AnIfGoesToThenFirst) {
  CfgGraph G = inC("void f(void) { if (a()) yes(); else no(); end(); }");
  EXPECT_EQ(successors(G.calling("a")), (Blocks{G.calling("yes"), G.calling("no")}));
  EXPECT_EQ(lastCondition(G, G.calling("a")), "a()");
}

TEST(Conditions, AnAndBranchesOnceForEachOperand) {
  CfgGraph G = inC("void f(void) { if (a() && b()) yes(); else no(); end(); }");
  EXPECT_EQ(successors(G.calling("a")), (Blocks{G.calling("b"), G.calling("no")}));
  EXPECT_EQ(successors(G.calling("b")), (Blocks{G.calling("yes"), G.calling("no")}));
  EXPECT_EQ(lastCondition(G, G.calling("a")), "a()");
  EXPECT_EQ(lastCondition(G, G.calling("b")), "b()");
}

TEST(Conditions, AnOrBranchesOnceForEachOperand) {
  CfgGraph G = inC("void f(void) { if (a() || b()) yes(); else no(); end(); }");
  EXPECT_EQ(successors(G.calling("a")), (Blocks{G.calling("yes"), G.calling("b")}));
  EXPECT_EQ(successors(G.calling("b")), (Blocks{G.calling("yes"), G.calling("no")}));
}

TEST(Conditions, NestedLogicalOperatorsShortCutToTheirTarget) {
  CfgGraph G = inC("void f(void) { if ((a() && b()) || c()) yes(); else no(); end(); }");
  EXPECT_EQ(successors(G.calling("a")), (Blocks{G.calling("b"), G.calling("c")}));
  EXPECT_EQ(successors(G.calling("b")), (Blocks{G.calling("yes"), G.calling("c")}));
  EXPECT_EQ(successors(G.calling("c")), (Blocks{G.calling("yes"), G.calling("no")}));
}

TEST(Conditions, TheTerminatorConditionOfTheLastOperandIsTheWholeExpression) {
  CfgGraph G = inC("void f(void) { if (a() && b()) yes(); else no(); end(); }");
  EXPECT_EQ(G.text(G.calling("b")->getTerminatorCondition()), "a() && b()");
}

TEST(Conditions, ANegatedLogicalOperatorIsAValueAndBranchesOnce) {
  CfgGraph G = inC("void f(void) { if (!(a() && b())) yes(); else no(); end(); }");
  Block Branch = G.theOneEndingWith(Stmt::IfStmtClass);
  EXPECT_EQ(lastCondition(G, Branch), "!(a() && b())");
  EXPECT_EQ(successors(Branch), (Blocks{G.calling("yes"), G.calling("no")}));
  EXPECT_EQ(successors(G.calling("a")), (Blocks{G.calling("b"), Branch}));
  EXPECT_EQ(successors(G.calling("b")), Blocks{Branch});
}

TEST(Conditions, AStoredLogicalOperatorMeetsInOneBlock) {
  CfgGraph G = inC("void f(void) { int ok = a() && b(); end(); }");
  Block Meeting = G.calling("end");
  EXPECT_EQ(G.steps(Meeting), (Texts{"declare ok", "call end"}));
  EXPECT_EQ(successors(G.calling("a")), (Blocks{G.calling("b"), Meeting}));
  EXPECT_EQ(successors(G.calling("b")), Blocks{Meeting});
}

TEST(Conditions, AComparisonIsTheLastElement) {
  CfgGraph G = inC("void f(void) { if (a() != 3) yes(); else no(); end(); }");
  EXPECT_EQ(lastCondition(G, G.calling("a")), "a() != 3");
}

TEST(Conditions, AnAssignmentInAConditionIsTheLastElement) {
  CfgGraph G = inC("void f(void) { int rc; if ((rc = a()) != 0) yes(); else no(); end(); }");
  EXPECT_EQ(lastCondition(G, G.calling("a")), "(rc = a()) != 0");
}

TEST(Conditions, AVariableIsReadInTheBranchingBlock) {
  CfgGraph G = inC("void f(int x) { if (x) yes(); else no(); end(); }");
  EXPECT_EQ(lastCondition(G, G.theOneEndingWith(Stmt::IfStmtClass)), "x");
}

TEST(Conditions, TheOperandsOfAConditionalAreInBlocksOfTheirOwn) {
  CfgGraph G = inC("void f(void) { int x = a() ? b() : c(); end(); }");
  EXPECT_EQ(successors(G.calling("a")), (Blocks{G.calling("b"), G.calling("c")}));
  EXPECT_EQ(G.steps(G.calling("b")), Texts{"call b"});
  EXPECT_EQ(G.steps(G.calling("end")), (Texts{"declare x", "call end"}));
}

TEST(Conditions, TheCommonOperandOfAGnuConditionalIsEvaluatedOnce) {
  CfgGraph G = inC("void f(void) { int x = a() ?: b(); end(); }");
  EXPECT_EQ(G.steps(G.calling("a")), Texts{"call a"});
  Blocks Next = successors(G.calling("a"));
  ASSERT_EQ(Next.size(), 2u);
  EXPECT_EQ(Next[0], G.calling("end")) << "the value is used as it is";
  EXPECT_EQ(Next[1], G.calling("b"));
  EXPECT_EQ(lastCondition(G, G.calling("a")), "a()");
}

TEST(Conditions, AWhileBranchesToItsBodyFirst) {
  CfgGraph G = inC("void f(void) { while (a()) yes(); end(); }");
  EXPECT_EQ(successors(G.calling("a")), (Blocks{G.calling("yes"), G.calling("end")}));
}

TEST(Conditions, AForBranchesToItsBodyFirst) {
  CfgGraph G = inC("void f(void) { for (a(); b(); c()) yes(); end(); }");
  EXPECT_EQ(successors(G.calling("b")), (Blocks{G.calling("yes"), G.calling("end")}));
  EXPECT_EQ(successors(G.calling("yes")), Blocks{G.calling("c")});
  EXPECT_TRUE(G.reaches(G.calling("c"), G.calling("b")));
}

TEST(Conditions, ADoWhileComesBackFirst) {
  CfgGraph G = inC("void f(void) { do yes(); while (a()); end(); }");
  Blocks Next = successors(G.calling("a"));
  ASSERT_EQ(Next.size(), 2u);
  EXPECT_TRUE(G.reaches(Next[0], G.calling("yes")));
  EXPECT_EQ(Next[1], G.calling("end"));
}

// --- Edges that are trivially never taken.

TEST(Pruning, AnEndlessLoopHasNoWayOut) {
  CfgGraph G = inC("void f(void) { while (1) { yes(); if (a()) break; } end(); }");
  Block Head = G.theOneEndingWith(Stmt::WhileStmtClass);
  Blocks Next = successors(Head);
  ASSERT_EQ(Next.size(), 2u);
  EXPECT_NE(Next[0], nullptr);
  EXPECT_EQ(Next[1], nullptr);
}

TEST(Pruning, ALoopWithoutConditionHasOneSuccessorOrANullOne) {
  CfgGraph G = inC("void f(void) { for (;;) { yes(); if (a()) break; } end(); }");
  Block Head = G.theOneEndingWith(Stmt::ForStmtClass);
  EXPECT_EQ(Head->getTerminatorCondition(), nullptr);
  Blocks Next = successors(Head);
  ASSERT_EQ(Next.size(), 2u);
  EXPECT_EQ(Next[0], G.calling("yes"));
  EXPECT_EQ(Next[1], nullptr);
}

TEST(Pruning, TheConditionOfADoWhileZeroIsAnElementAfterItsBody) {
  CfgGraph G = inC("void f(void) { do { yes(); } while (0); end(); }");
  Block Last = G.theOneEndingWith(Stmt::DoStmtClass);
  Blocks Next = successors(Last);
  ASSERT_EQ(Next.size(), 2u);
  EXPECT_EQ(Next[0], nullptr);
  EXPECT_EQ(Next[1], G.calling("end"));
  EXPECT_EQ(lastCondition(G, Last), "0") << "not the call: it says nothing" << G.dump();
}

TEST(Pruning, AnIfZeroIsNeverTaken) {
  CfgGraph G = inC("void f(void) { end(); if (0) yes(); else no(); }");
  Block Branch = G.theOneEndingWith(Stmt::IfStmtClass);
  EXPECT_EQ(successors(Branch), (Blocks{nullptr, G.calling("no")}));
  EXPECT_EQ(lastCondition(G, Branch), "0") << G.dump();
}

TEST(Pruning, TheBlockBehindAPrunedEdgeIsNotReachable) {
  CfgGraph G = inC("void f(void) { if (0) yes(); else no(); }");
  EXPECT_FALSE(G.reaches(G.entry(), G.calling("yes")));
}

TEST(Pruning, AConstantOperandOfALogicalOperatorIsPruned) {
  CfgGraph G = inC("void f(void) { if (0 && a()) yes(); else no(); }");
  EXPECT_FALSE(G.reaches(G.entry(), G.calling("a")));
  EXPECT_FALSE(G.reaches(G.entry(), G.calling("yes")));
  EXPECT_TRUE(G.reaches(G.entry(), G.calling("no")));
}

} // namespace
} // namespace connlint::contract
