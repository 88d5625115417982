// RetriesTest.cpp - what a call leaves behind, and what the next call of the function loses.
#include "Script.h"
#include "summary/LeftBehind.h"

namespace connlint::test {
namespace {

const std::string Connect = "function f(s)\n"
                            "c = PQconnectdb(\"d\")\n"
                            "s->conn = c\n"
                            "if PQstatus(c) != 0 goto bad\n"
                            "s->ready = 1\n"
                            "return 1\n"
                            "bad:\n"
                            "return 0\n";

TEST(LeftBehind, AnObjectOfTheCallerHasIt) {
  std::vector<LeftBehind> Left = leftBehind(Solved(Connect).effects(), builtins());
  ASSERT_EQ(Left.size(), 2u);
  for (const LeftBehind &Each : Left) {
    EXPECT_EQ(Each.Acquire.Line, 2u);
    EXPECT_EQ(Each.Address.str(), Left[0].Address.str());
    EXPECT_EQ(Each.Global, "");
  }
  EXPECT_NE(Left[0].Failed, Left[1].Failed);
}

TEST(LeftBehind, AGlobalHasAName) {
  Solved S("globals g\nfunction f()\ng = PQconnectdb(\"d\")\nreturn");
  std::vector<LeftBehind> Left = leftBehind(S.effects(), builtins());
  ASSERT_EQ(Left.size(), 1u);
  EXPECT_EQ(Left[0].Global, "g");
}

TEST(LeftBehind, WhatIsReleasedOrReturnedIsNot) {
  for (const char *Script : {"function f(s)\nc = PQconnectdb(\"d\")\nPQfinish(c)\nreturn",
                             "function f(s)\nc = PQconnectdb(\"d\")\nreturn c"})
    EXPECT_TRUE(leftBehind(Solved(Script).effects(), builtins()).empty()) << Script;
}

TEST(LeftBehind, WhoAsksForWhatItSetsExpectsAnotherCall) {
  Solved Once(Connect);
  EXPECT_FALSE(expectsToBeCalledAgain(Once.effects(), leftBehind(Once.effects(), builtins())[0]));
  std::string Asking = Connect;
  Asking.insert(Asking.find("c = "), "if s->ready == 0 goto go\nreturn 1\ngo:\n");
  Solved Again(Asking);
  EXPECT_TRUE(expectsToBeCalledAgain(Again.effects(), leftBehind(Again.effects(), builtins())[0]));
}

std::string retried(const std::string &AfterFailure) {
  return "function f(s)\n"
         "if s->ready == 0 goto go\n"
         "return 1\n"
         "go:\n"
         "c = PQconnectdb(\"d\")\n"
         "s->conn = c\n"
         "if PQstatus(c) != 0 goto bad\n"
         "s->ready = 1\n"
         "return 1\n"
         "bad:\n" +
         AfterFailure + "return 0\n";
}

TEST(Retries, TheNextCallLosesAFailedConnection) {
  EXPECT_EQ(Solved(retried("")).incidents(), Lines{"5: lost by retry s->conn, failed"});
  EXPECT_EQ(Solved(retried("PQfinish(c)\n")).incidents(), Lines{});
}

TEST(Retries, ACallerThatCleansUpIsEnough) {
  const std::string Caller = "function g(s)\nx = f(s)\nif x goto done\nPQfinish(s->conn)\n"
                             "s->conn = 0\ndone:\nreturn x\n";
  EXPECT_EQ(Solved(retried("") + Caller).incidents(), Lines{});
}

TEST(Retries, MainIsCalledOnce) {
  std::string Script = retried("");
  Script.replace(Script.find("function f"), 10, "function main");
  EXPECT_EQ(Solved(Script).incidents("main"), Lines{});
}

} // namespace
} // namespace connlint::test
