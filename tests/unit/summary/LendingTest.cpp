// LendingTest.cpp - which functions tell other units that they leave handles alone.
#include "Script.h"

namespace connlint::test {
namespace {

/// What is said of function f, whose parameter c is for connections: "lends", "lends if g",
/// "takes", or nothing.
std::string lending(const std::string &Script, const std::string &Type = "PGconn") {
  UnitFacts Unit = factsOf(Script);
  for (FunctionFacts &F : Unit.Functions)
    for (VariableFacts &V : F.Variables)
      if (V.Kind == VariableKind::Parameter && V.Name == "c")
        V.TypeName = Type;
  UnitSolver Solver(Unit, builtins());
  Solver.solveAll();
  for (const Lender &Each : Solver.lending()) {
    if (Each.Function != "f")
      continue;
    std::string Text = Each.Takes ? "takes" : "lends";
    for (const std::string &Name : Each.Takes ? std::vector<std::string>() : Each.HandsOnTo)
      Text += " if " + Name;
    return Text;
  }
  return {};
}

TEST(Lending, AFunctionThatUsesItsConnectionLendsIt) {
  EXPECT_EQ(lending("function f(c)\nr = PQexec(c, \"SELECT 1\")\nPQclear(r)\nreturn 0"), "lends");
  EXPECT_EQ(lending("function f(c, x)\nif x == 0 goto out\nPQsocket(c)\nout:\nreturn x"), "lends");
}

TEST(Lending, WhoReleasesItOnSomePathTakesIt) {
  EXPECT_EQ(lending("function f(c, x)\nif x == 0 goto out\nPQfinish(c)\nout:\nreturn"), "takes");
}

TEST(Lending, WhoKeepsOrReturnsItTakesIt) {
  EXPECT_EQ(lending("globals kept\nfunction f(c)\nkept = c\nreturn"), "takes");
  EXPECT_EQ(lending("function f(c, p)\np->conn = c\nreturn"), "takes");
  EXPECT_EQ(lending("function f(c)\nreturn c"), "takes");
  EXPECT_EQ(lending("function f(c)\nx = c\nPQsocket(x)\nreturn"), "lends");
}

TEST(Lending, WhatElseItIsGivenMayGoAnywhere) {
  EXPECT_EQ(lending("globals last\nfunction f(c, x)\nPQsocket(c)\nlast = x\nlog(x)\nreturn x"),
            "lends");
}

TEST(Lending, AFunctionThatNeverComesBackTellsNothing) {
  EXPECT_EQ(lending("function f(c)\nPQsocket(c)\nabort()\nreturn"), "takes");
}

TEST(Lending, EveryUnknownFunctionThatIsGivenItHasASay) {
  EXPECT_EQ(lending("function f(c)\ng(c)\nh(c)\nreturn"), "lends if g if h");
  EXPECT_EQ(lending("function f(c, x)\nif x == 0 goto out\ng(c)\nreturn\nout:\nh(c)\nreturn"),
            "lends if g if h");
}

TEST(Lending, WhatAFunctionOfTheUnitDoesCounts) {
  EXPECT_EQ(lending("function g(c)\nPQfinish(c)\nreturn\nfunction f(c)\ng(c)\nreturn"), "takes");
  EXPECT_EQ(lending("function g(c)\nPQsocket(c)\nreturn\nfunction f(c)\ng(c)\nreturn"), "lends");
  EXPECT_EQ(lending("function g(c)\nx(c)\ny(c)\nreturn\nfunction f(c)\ng(c)\nreturn"),
            "lends if x if y");
}

TEST(Lending, AFunctionWithoutAParameterForHandlesTellsNothing) {
  EXPECT_EQ(lending("function f(c)\nuse(c)\nreturn", "order"), "");
  EXPECT_EQ(lending("function f(c)\nPQsocket(c)\nreturn", ""), "");
}

} // namespace
} // namespace connlint::test
