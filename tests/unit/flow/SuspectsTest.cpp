// SuspectsTest.cpp - calls that nobody knows may have taken a handle; the incident names them.
#include "Script.h"

namespace connlint::test {
namespace {

TEST(Suspects, AnUnknownCallThatWasGivenTheHandleIsNamed) {
  Solved S("c = PQconnectdb(\"d\")\nkeep(c)\nreturn");
  ASSERT_EQ(S.incidents(), Lines{"3: left held c"});
  ASSERT_EQ(S.flow().Incidents[0].Suspects.size(), 1u);
  const Suspicion &Why = S.flow().Suspicions.at(S.flow().Incidents[0].Suspects[0]);
  EXPECT_EQ(Why.Callees, std::set<std::string>{"keep"});
  EXPECT_FALSE(Why.releasedEitherWay());
  EXPECT_FALSE(Why.UsedLater);
}

TEST(Suspects, AHandleThatIsReleasedAfterTheCallWasOnlyLent) {
  Solved S("c = PQconnectdb(\"d\")\nborrow(c)\nPQfinish(c)\nreturn");
  EXPECT_EQ(S.incidents(), Lines{});
  EXPECT_TRUE(S.flow().Suspicions.begin()->second.releasedEitherWay());
}

TEST(Suspects, AHandleThatIsUsedAfterTheCallIsNoted) {
  Solved S("c = PQconnectdb(\"d\")\nborrow(c)\nPQsocket(c)\nreturn");
  EXPECT_TRUE(S.flow().Suspicions.begin()->second.UsedLater);
}

TEST(Suspects, AParameterToConstTakesNothing) {
  Solved S("c = PQconnectdb(\"d\")\nlook(const c)\nreturn");
  ASSERT_EQ(S.flow().Incidents.size(), 1u);
  EXPECT_TRUE(S.flow().Incidents[0].Suspects.empty());
}

TEST(Suspects, AnAddressThatIsGivenAwayTakesTheHandleBehindIt) {
  EXPECT_EQ(incidents("c = PQconnectdb(\"d\")\nkeep(&c)\nreturn"), Lines{});
}

TEST(Suspects, AHandleInAnElementNobodyCanTellDiesWithTheArray) {
  EXPECT_EQ(incidents("c = PQconnectdb(\"d\")\na[?] = c\nreturn"), Lines{"3: left held a"});
}

TEST(Suspects, AnUnknownFunctionWhoseResultIsReleasedElsewhereHandsItOut) {
  Solved S("function g(c)\nr = run(c)\nPQclear(r)\nreturn\n"
           "function f(c)\nr = run(c)\nreturn");
  EXPECT_EQ(S.incidents("g"), Lines{});
  EXPECT_EQ(S.incidents("f"), Lines{"7: left held r"});
}

} // namespace
} // namespace connlint::test
