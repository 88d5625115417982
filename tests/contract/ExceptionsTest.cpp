// ExceptionsTest.cpp - where the CFG has exception edges and where it has none.
//
// The analysis builds without AddEHEdges. These tests also pin what it would get with them,
// as that is the reason for the choice.
#include "CfgGraph.h"
#include "clang/Analysis/Analyses/PostOrderCFGView.h"

namespace connlint::contract {
namespace {

using clang::Stmt;

const Wanted WithEdges{Language::Cxx, /*EHEdges=*/true};
const char *const Guard = "struct Guard { ~Guard(); }; void g(); void h();\n";

TEST(Exceptions, CallsOutsideTryHaveNoEdgeByDefault) {
  CfgGraph G("void g(); void h(); void f() { g(); h(); }");
  EXPECT_EQ(G.calling("g"), G.calling("h"));
  EXPECT_EQ(successors(G.calling("g")), Blocks{G.exit()});
}

TEST(Exceptions, WithEdgesABlockEndsAfterEachCallAndTheSecondSuccessorIsTheExit) {
  CfgGraph G("void g(); void h(); void f() { g(); h(); }", WithEdges);
  EXPECT_EQ(successors(G.calling("g")), (Blocks{G.calling("h"), G.exit()}));
}

TEST(Exceptions, WithEdgesAlsoCallsOfCFunctionsThrow) {
  CfgGraph G("extern \"C\" void g(); void h(); void f() { g(); h(); }", WithEdges);
  EXPECT_EQ(successors(G.calling("g")), (Blocks{G.calling("h"), G.exit()}));
}

TEST(Exceptions, WithEdgesCallsOfNoexceptFunctionsDoNot) {
  CfgGraph G("void g() noexcept; __attribute__((nothrow)) void h(); void f() { g(); h(); }",
             WithEdges);
  EXPECT_EQ(G.calling("g"), G.calling("h"));
}

TEST(Exceptions, WithEdgesCallsInsideTryGoToTheDispatchBlock) {
  CfgGraph G("void g(); void h(); void f() { try { g(); } catch (int) { h(); } }", WithEdges);
  Block Dispatch = G.theOneEndingWith(Stmt::CXXTryStmtClass);
  EXPECT_EQ(successors(G.calling("g")).at(1), Dispatch);
  EXPECT_EQ(successors(Dispatch), (Blocks{G.calling("h"), G.exit()}));
}

TEST(Exceptions, ACatchAllLeavesNoWayAroundTheHandlers) {
  CfgGraph G("void g(); void h(); void f() { try { g(); } catch (...) { h(); } }", WithEdges);
  EXPECT_EQ(successors(G.theOneEndingWith(Stmt::CXXTryStmtClass)), Blocks{G.calling("h")});
}

TEST(Exceptions, FromTheDispatchOutwardsObjectsOutsideOfTheTryAreNotDestroyed) {
  CfgGraph G(std::string(Guard) + "void f() { Guard a; try { g(); } catch (int) { h(); } }",
             WithEdges);
  Block Dispatch = G.theOneEndingWith(Stmt::CXXTryStmtClass);
  EXPECT_EQ(successors(Dispatch).back(), G.exit());
  EXPECT_EQ(G.steps(Dispatch), Texts{});
}

TEST(Exceptions, ByDefaultHandlersHaveNoPredecessors) {
  CfgGraph G("void g(); void h(); void f() { try { g(); } catch (int) { h(); } }");
  Block Dispatch = G.theOneEndingWith(Stmt::CXXTryStmtClass);
  EXPECT_EQ(predecessors(Dispatch), Blocks{});
  EXPECT_FALSE(G.reaches(G.entry(), G.calling("h")));
}

TEST(Exceptions, ByDefaultHandlersAreNotInThePostOrderView) {
  CfgGraph G("void g(); void h(); void f() { try { g(); } catch (int) { h(); } }");
  clang::PostOrderCFGView Order(&G.cfg());
  EXPECT_EQ(std::ranges::count(Order, G.calling("h")), 0);
  EXPECT_EQ(std::ranges::count(Order, G.calling("g")), 1);
}

TEST(Exceptions, AnExplicitThrowReachesTheHandlersByDefault) {
  CfgGraph G("void h(); void f() { try { throw 1; } catch (int) { h(); } }");
  EXPECT_TRUE(G.reaches(G.entry(), G.calling("h")));
}

TEST(Exceptions, WithEdgesTheEdgeHasNoDestructors) {
  CfgGraph G(std::string(Guard) + "void f() { Guard a; g(); h(); }", WithEdges);
  EXPECT_EQ(successors(G.calling("g")).at(1), G.exit());
  EXPECT_EQ(G.steps(G.exit()), Texts{});
}

TEST(Exceptions, WithEdgesTheEdgeHasNoCleanups) {
  CfgGraph G("void c(int *); void g(); void h();"
             "void f() { __attribute__((cleanup(c))) int a = 0; g(); h(); }",
             WithEdges);
  EXPECT_EQ(successors(G.calling("g")).at(1), G.exit());
}

TEST(Exceptions, AThrowGoesToTheExitWithoutDestructors) {
  for (bool Edges : {false, true}) {
    CfgGraph G(std::string(Guard) + "void f() { Guard a; g(); throw 1; }", {Language::Cxx, Edges});
    Block Throwing = nullptr;
    for (Block B : G.cfg())
      if (std::ranges::count(G.steps(B), "throw"))
        Throwing = B;
    ASSERT_NE(Throwing, nullptr);
    EXPECT_EQ(successors(Throwing), Blocks{G.exit()}) << G.dump();
    EXPECT_EQ(std::ranges::count(G.steps(Throwing), "destroy a"), 0) << G.dump();
  }
}

TEST(Exceptions, WithEdgesConstructorsNewAndDeleteHaveNone) {
  CfgGraph G("struct T { T(int); operator int(); }; void h(T *);"
             "void f(T *p) { T t(1); T *q = new T(2); delete p; T u = 3; h(q); }",
             WithEdges);
  Block B = G.calling("h");
  EXPECT_EQ(predecessors(B), Blocks{G.entry()}) << G.dump();
}

TEST(Exceptions, WithEdgesTheEdgeIsAfterTheCallAndBeforeItsResultIsStored) {
  CfgGraph G("int g(); void f() { int a = g(); }", WithEdges);
  EXPECT_EQ(G.steps(G.calling("g")), Texts{"call g"});
  EXPECT_EQ(G.steps(successors(G.calling("g")).at(0)), Texts{"declare a"});
}

TEST(Exceptions, WithEdgesNoexceptFunctionsAndDestructorsHaveThem) {
  CfgGraph Function("void g(); void h(); void f() noexcept { g(); h(); }", WithEdges);
  EXPECT_EQ(successors(Function.calling("g")).at(1), Function.exit());
  CfgGraph Destructor("void g(); void h(); struct F { ~F() { g(); h(); } };", WithEdges);
  EXPECT_EQ(successors(Destructor.calling("g")).at(1), Destructor.exit());
}

TEST(Exceptions, WithEdgesBothSuccessorsCanBeTheExit) {
  CfgGraph G("void g(); void f() { g(); }", WithEdges);
  EXPECT_EQ(successors(G.calling("g")), (Blocks{G.exit(), G.exit()}));
}

TEST(Exceptions, EdgesMakeMoreBlocks) {
  const char *Code = "void g(); void h(); void f(int a) { if (a) { g(); h(); } g(); h(); }";
  EXPECT_GT(CfgGraph(Code, WithEdges).size(), CfgGraph(Code).size());
}

} // namespace
} // namespace connlint::contract
