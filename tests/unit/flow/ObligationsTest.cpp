// ObligationsTest.cpp - the life of a handle: held, lost, released, used.
#include "Script.h"

namespace connlint::test {
namespace {

TEST(Obligations, ReleasedOnTheOnlyPathIsSilent) {
  EXPECT_EQ(incidents("c = PQconnectdb(\"d\")\nPQfinish(c)\nreturn"), Lines{});
}

TEST(Obligations, HeldAtTheReturnIsLeft) {
  EXPECT_EQ(incidents("c = PQconnectdb(\"d\")\nreturn"), Lines{"2: left held c"});
}

TEST(Obligations, HeldAtTheEndOfTheBodyIsLeft) {
  EXPECT_EQ(incidents("c = PQconnectdb(\"d\")"), Lines{"999: left held c"});
}

TEST(Obligations, EachWayOutIsReported) {
  EXPECT_EQ(incidents("c = PQconnectdb(\"d\")\n"
                      "if flag goto early\n"
                      "return\n"
                      "early:\n"
                      "return"),
            (Lines{"3: left held c", "5: left held c"}));
}

TEST(Obligations, TheReturnedHandleIsTheCallersBusiness) {
  EXPECT_EQ(incidents("c = PQconnectdb(\"d\")\nreturn c"), Lines{});
}

TEST(Obligations, AResultThatIsNotStoredIsDiscarded) {
  EXPECT_EQ(incidents("PQconnectdb(\"d\")\nreturn"), Lines{"1: discarded"});
}

TEST(Obligations, OverwritingTheLastNameLosesTheHandle) {
  EXPECT_EQ(incidents("c = PQconnectdb(\"d\")\nc = 0\nreturn"), Lines{"2: overwritten c"});
}

TEST(Obligations, OverwritingOneOfTwoNamesDoesNot) {
  EXPECT_EQ(incidents("c = PQconnectdb(\"d\")\nkept = c\nc = 0\nPQfinish(kept)\nreturn"), Lines{});
}

TEST(Obligations, ANewLifetimeOfTheVariableLosesTheHandle) {
  EXPECT_EQ(incidents("c = PQconnectdb(\"d\")\ndeclare c\nreturn").size(), 1u);
}

TEST(Obligations, AHandleInAGlobalIsNotLost) {
  EXPECT_EQ(incidents("globals g\ng = PQconnectdb(\"d\")\nreturn"), Lines{});
}

TEST(Obligations, AHandleInAParametersObjectIsNotLost) {
  EXPECT_EQ(incidents("function f(p)\np->conn = PQconnectdb(\"d\")\nreturn"), Lines{});
}

TEST(Obligations, AHandleInALocalStructIsLost) {
  EXPECT_EQ(incidents("s.conn = PQconnectdb(\"d\")\nreturn"), Lines{"2: left held s.conn"});
}

TEST(Obligations, AHandleInAHeapObjectIsLostWithIt) {
  EXPECT_EQ(incidents("p = malloc(8)\nif p == 0 goto out\np->conn = PQconnectdb(\"d\")\nfree(p)\n"
                      "out:\nreturn")
                .size(),
            1u);
}

TEST(Obligations, AHandleInAReturnedHeapObjectIsNot) {
  EXPECT_EQ(incidents("p = malloc(8)\nif p == 0 goto out\np->conn = PQconnectdb(\"d\")\n"
                      "out:\nreturn p"),
            Lines{});
}

TEST(Obligations, ReleasedTwiceIsReportedAtTheSecond) {
  EXPECT_EQ(incidents("c = PQconnectdb(\"d\")\nPQfinish(c)\nPQfinish(c)\nreturn"),
            Lines{"3: released twice c"});
}

TEST(Obligations, ReleasingNullIsNothing) {
  EXPECT_EQ(incidents("c = 0\nPQfinish(c)\nPQfinish(c)\nreturn"), Lines{});
}

TEST(Obligations, ReleasedThroughAnotherNameIsReleased) {
  EXPECT_EQ(incidents("c = PQconnectdb(\"d\")\nd = c\nPQfinish(d)\nreturn"), Lines{});
  EXPECT_EQ(incidents("c = PQconnectdb(\"d\")\nd = c\nPQfinish(d)\nPQfinish(c)\nreturn").size(),
            1u);
}

TEST(Obligations, UsedAfterTheReleaseIsReported) {
  EXPECT_EQ(incidents("c = PQconnectdb(\"d\")\nPQfinish(c)\nPQsocket(c)\nreturn"),
            Lines{"3: used after release c"});
}

TEST(Obligations, MemoryOfAReleasedResultIsUsedAfterRelease) {
  Solved S("function f(c)\nr = PQexec(c, \"SELECT 1\")\nv = PQgetvalue(r, 0, 0)\nPQclear(r)\n"
           "puts(v)\nreturn");
  ASSERT_EQ(S.flow().Incidents.size(), 1u);
  EXPECT_EQ(S.flow().Incidents[0].Kind, IncidentKind::UsedReleased);
  EXPECT_TRUE(S.flow().Incidents[0].Derived);
}

TEST(Obligations, AThrowLeavesWhatIsHeld) {
  EXPECT_EQ(incidents("c = PQconnectdb(\"d\")\nthrow"), Lines{"2: left by throw c"});
}

TEST(Obligations, TheWayToTheExitIsToldStepByStep) {
  Solved S("c = PQconnectdb(\"d\")\nif flag goto out\nPQfinish(c)\nout:\nreturn");
  ASSERT_EQ(S.flow().Incidents.size(), 1u);
  Lines Told;
  for (Trail At = S.flow().Incidents[0].Path; At; At = At->Before)
    Told.insert(Told.begin(), std::to_string(At->Place.Line) + ": " + At->Message);
  EXPECT_EQ(Told, (Lines{"1: connection acquired by PQconnectdb", "2: taking the true branch"}));
}

TEST(Obligations, NestedAcquiresFromTheSameSourceAreReported) {
  EXPECT_EQ(incidents("a = PQconnectdb(\"d\")\nb = PQconnectdb(\"d\")\nPQfinish(b)\nPQfinish(a)"),
            Lines{"2: nested acquire a"});
  EXPECT_EQ(incidents("a = PQconnectdb(\"d\")\nb = PQconnectdb(\"e\")\nPQfinish(b)\nPQfinish(a)"),
            Lines{});
}

TEST(Obligations, HeldWhileSleepingIsReported) {
  EXPECT_EQ(incidents("c = PQconnectdb(\"d\")\nsleep(1)\nPQfinish(c)"),
            Lines{"2: held while blocking c"});
  EXPECT_EQ(incidents("c = PQconnectdb(\"d\")\nPQfinish(c)\nsleep(1)"), Lines{});
}

TEST(Obligations, ACallThatDoesNotReturnOwesNothing) {
  EXPECT_EQ(incidents("c = PQconnectdb(\"d\")\nexit(1)\nreturn"), Lines{});
}

} // namespace
} // namespace connlint::test
