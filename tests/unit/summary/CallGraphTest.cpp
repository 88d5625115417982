// CallGraphTest.cpp - callees come before their callers, and circles stand together.
#include "summary/CallGraph.h"
#include "Script.h"

namespace connlint::test {
namespace {

using Indices = std::vector<size_t>;

TEST(CallGraph, KnowsWhoCallsWhom) {
  UnitFacts Unit = factsOf("function a()\nreturn\n"
                           "function b()\na()\nabroad()\na()\nreturn\n"
                           "function c()\na()\nb()\nreturn");
  CallGraph Calls(Unit);
  EXPECT_EQ(Calls.callees(0), Indices{});
  EXPECT_EQ(Calls.callees(1), Indices{0});
  EXPECT_EQ(Calls.callees(2), (Indices{0, 1}));
  EXPECT_EQ(Calls.callers(0), (Indices{1, 2}));
  EXPECT_EQ(Calls.callers(2), Indices{});
}

TEST(CallGraph, WhoTakesTheAddressOfAFunctionMayCallIt) {
  UnitFacts Unit = factsOf("function g()\nreturn\nfunction f()\ns.$call = function g\nreturn");
  EXPECT_EQ(CallGraph(Unit).callers(0), Indices{1});
}

TEST(CallGraph, AFunctionMayCallItself) {
  UnitFacts Unit = factsOf("function a()\na()\nreturn\nfunction b()\na()\nreturn");
  CallGraph Calls(Unit);
  EXPECT_TRUE(Calls.callsItself(0));
  EXPECT_FALSE(Calls.callsItself(1));
}

TEST(CallGraph, CalleesComeFirst) {
  UnitFacts Unit = factsOf("function a()\nb()\nc()\nreturn\n"
                           "function b()\nc()\nreturn\n"
                           "function c()\nreturn");
  EXPECT_EQ(CallGraph(Unit).circlesCalleesFirst(), (std::vector<Indices>{{2}, {1}, {0}}));
}

TEST(CallGraph, FunctionsThatCallEachOtherStandTogether) {
  UnitFacts Unit = factsOf("function top()\na()\nreturn\n"
                           "function a()\nb()\nreturn\n"
                           "function b()\nc()\nleaf()\nreturn\n"
                           "function c()\na()\nreturn\n"
                           "function leaf()\nreturn");
  EXPECT_EQ(CallGraph(Unit).circlesCalleesFirst(), (std::vector<Indices>{{4}, {1, 2, 3}, {0}}));
}

} // namespace
} // namespace connlint::test
