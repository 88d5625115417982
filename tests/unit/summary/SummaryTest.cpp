// SummaryTest.cpp - functions tell their callers what they acquire, release and store.
#include "Script.h"

namespace connlint::test {
namespace {

const std::string Open = "function open()\nc = PQconnectdb(\"d\")\nreturn c\n";
const std::string Close = "function close(c)\nPQfinish(c)\nreturn\n";

TEST(Summaries, AFunctionThatReturnsAHandleAcquires) {
  EXPECT_EQ(Solved(Open + "function f()\nc = open()\nreturn").incidents(), Lines{"6: left held c"});
  EXPECT_EQ(Solved(Open + "function f()\nc = open()\nPQfinish(c)\nreturn").incidents(), Lines{});
}

TEST(Summaries, TheOriginSaysWhereItReallyHappened) {
  Solved S(Open + "function f()\nc = open()\nreturn");
  const Origin &From = S.flow().Origins.at(S.flow().Incidents.at(0).Origin);
  EXPECT_EQ(From.Api, "open");
  EXPECT_EQ(From.Place.Line, 5u);
  EXPECT_EQ(From.InnerApi, "PQconnectdb");
  EXPECT_EQ(From.Inner.Line, 2u);
  EXPECT_EQ(From.Function, "open");
}

TEST(Summaries, AFunctionThatReleasesItsParameterReleases) {
  EXPECT_EQ(Solved(Close + "function f()\nc = PQconnectdb(\"d\")\nclose(c)\nreturn").incidents(),
            Lines{});
  EXPECT_EQ(Solved(Close + "function f()\nc = PQconnectdb(\"d\")\nclose(c)\nclose(c)\nreturn")
                .incidents(),
            Lines{"7: released twice c"});
}

TEST(Summaries, PrintWhatTheyDo) {
  EXPECT_EQ(Solved(Close).summary("close"),
            (Lines{"case returns ?", "releases libpq.connection $0"}));
}

TEST(Summaries, AFunctionThatOnlyUsesItsParameterReleasesNothing) {
  EXPECT_EQ(Solved("function peek(c)\nPQsocket(c)\nreturn\n"
                   "function f()\nc = PQconnectdb(\"d\")\npeek(c)\nreturn")
                .incidents(),
            Lines{"7: left held c"});
}

/// Releases under two conditions that the caller may know.
const std::string Done = "function done(s)\nif s->own == 0 goto out\nif s->c == 0 goto out\n"
                         "PQfinish(s->c)\nout:\nreturn\n"; // 6

TEST(Decisions, OfTheConditionsAllHold) {
  EXPECT_EQ(Solved(Done + "function f()\ns.own = 1\ns.c = PQconnectdb(\"d\")\ndone(&s)\nreturn")
                .incidents(),
            Lines{});
}

TEST(Decisions, OneOfThemDoesNot) {
  EXPECT_EQ(Solved(Done + "function f()\ns.own = 0\ns.c = PQconnectdb(\"d\")\ndone(&s)\nreturn")
                .incidents(),
            Lines{"11: left held s.c"});
}

TEST(Decisions, WhatCodeOfOthersDecidesIsTrusted) {
  EXPECT_EQ(Solved("function done(s)\nif ask() == 0 goto out\nif s->c == 0 goto out\n"
                   "PQfinish(s->c)\nout:\nreturn\n"
                   "function f()\ns.c = PQconnectdb(\"d\")\ndone(&s)\nreturn")
                .incidents(),
            Lines{});
}

TEST(Decisions, NoneAndBrokenAreTwoCases) {
  Solved S("function good(s)\nif s->c == 0 goto no\nif PQstatus(s->c) != 0 goto no\nreturn 1\n"
           "no:\nreturn 0");
  EXPECT_EQ(S.effects("good").Cases.size(), 3u);
}

TEST(Summaries, AnOutParameterOfOurOwnIsFilled) {
  const std::string Make = "function make(out)\n*out = PQconnectdb(\"d\")\nreturn\n";
  EXPECT_EQ(Solved(Make + "function f()\nmake(&c)\nreturn").incidents(), Lines{"6: left held c"});
  EXPECT_EQ(Solved(Make + "function f()\nmake(&c)\nPQfinish(c)\nreturn").incidents(), Lines{});
}

TEST(Summaries, WhatIsReleasedDependsOnTheReturnedValue) {
  const std::string Try = "function attempt(c)\n"
                          "if ? goto bad\n"
                          "return 0\n"
                          "bad:\n"
                          "PQfinish(c)\n"
                          "return 1\n";
  EXPECT_EQ(Solved(Try + "function f()\nc = PQconnectdb(\"d\")\nif attempt(c) == 0 goto good\n"
                         "return\ngood:\nPQfinish(c)\nreturn")
                .incidents(),
            Lines{});
  EXPECT_EQ(Solved(Try + "function f()\nc = PQconnectdb(\"d\")\nif attempt(c) == 0 goto good\n"
                         "PQfinish(c)\nreturn\ngood:\nPQfinish(c)\nreturn")
                .incidents(),
            Lines{"10: released twice c"});
}

TEST(Summaries, WhatIsAcquiredDependsOnTheReturnedValue) {
  const std::string Try = "function attempt(out)\n"
                          "c = PQconnectdb(\"d\")\n"
                          "if PQstatus(c) == 0 goto good\n"
                          "PQfinish(c)\n"
                          "return -1\n"
                          "good:\n"
                          "*out = c\n"
                          "return 0\n";
  EXPECT_EQ(Solved(Try + "function f()\nif attempt(&c) != 0 goto out\nPQfinish(c)\nout:\nreturn")
                .incidents(),
            Lines{});
  EXPECT_EQ(
      Solved(Try + "function f()\nif attempt(&c) != 0 goto out\nreturn\nout:\nreturn").incidents(),
      Lines{"11: left held c"});
}

TEST(Summaries, WhatIsReleasedDependsOnAParameter) {
  const std::string Maybe =
      "function maybe(c, yes)\nif yes == 0 goto out\nPQfinish(c)\nout:\nreturn\n";
  EXPECT_EQ(Solved(Maybe + "function f()\nc = PQconnectdb(\"d\")\nmaybe(c, 1)\nreturn").incidents(),
            Lines{});
  EXPECT_EQ(Solved(Maybe + "function f()\nc = PQconnectdb(\"d\")\nmaybe(c, 0)\nreturn").incidents(),
            Lines{"9: left held c"});
}

TEST(Summaries, AFunctionThatNeverReturnsEndsThePath) {
  Solved S("function die()\nexit(1)\nfunction f()\nc = PQconnectdb(\"d\")\ndie()\nreturn");
  EXPECT_EQ(S.summary("die").front(), "never returns");
  EXPECT_EQ(S.incidents(), Lines{});
}

TEST(Summaries, AHandleThatGoesIntoAGlobalIsNotLeft) {
  EXPECT_EQ(Solved("globals g\nfunction keep(c)\ng = c\nreturn\n"
                   "function f()\nc = PQconnectdb(\"d\")\nkeep(c)\nreturn")
                .incidents(),
            Lines{});
}

TEST(Summaries, AnUnknownCallInsideIsStillASuspect) {
  Solved S("function pass(c)\nmystery(c)\nreturn\n"
           "function f()\nc = PQconnectdb(\"d\")\npass(c)\nreturn");
  ASSERT_EQ(S.flow().Incidents.size(), 1u);
  ASSERT_EQ(S.flow().Incidents[0].Suspects.size(), 1u);
  EXPECT_EQ(S.flow().Suspicions.at(S.flow().Incidents[0].Suspects[0]).Callees,
            std::set<std::string>{"mystery"});
}

TEST(Summaries, AFunctionThatCallsItselfEnds) {
  // The depth is not counted: below the second round the call is a suspect.
  Solved S("function close(c, n)\nif n == 0 goto now\nm = n - 1\nclose(c, m)\nreturn\n"
           "now:\nPQfinish(c)\nreturn\n"
           "function f()\nc = PQconnectdb(\"d\")\nclose(c, 3)\nreturn");
  for (const Incident &I : S.flow().Incidents)
    EXPECT_FALSE(I.Suspects.empty());
}

TEST(Summaries, FunctionsThatCallEachOtherEnd) {
  Solved S("function a(c, n)\nif n == 0 goto now\nb(c, n)\nreturn\nnow:\nPQfinish(c)\nreturn\n"
           "function b(c, n)\na(c, n)\nreturn\n"
           "function f()\nc = PQconnectdb(\"d\")\na(c, 3)\nreturn");
  EXPECT_LT(S.flow("a").States + S.flow("b").States, 200u);
}

TEST(Summaries, TheOrderOfFunctionsDoesNotMatter) {
  EXPECT_EQ(Solved("function f()\nc = open()\nreturn\n" + Open).incidents(),
            Lines{"3: left held c"});
}

TEST(Summaries, BlockingInsideIsBlocking) {
  EXPECT_EQ(Solved("function nap()\nsleep(1)\nreturn\n"
                   "function f()\nc = PQconnectdb(\"d\")\nnap()\nPQfinish(c)")
                .incidents(),
            Lines{"6: held while blocking c"});
}

// Functions that throw.

const std::string Fail = "function fail()\nthrow app_error|std::exception\n"; // 2

TEST(ThrowingSummaries, AFunctionThatOnlyThrowsDoesNotReturn) {
  EXPECT_EQ(Solved(Fail).summary("fail"), Lines{"case throws app_error|std::exception"});
  EXPECT_EQ(
      Solved(Fail + "function f()\nc = PQconnectdb(\"d\")\nfail() unwinds\nreturn").incidents(),
      Lines{"5: left by throw c"});
}

TEST(ThrowingSummaries, ThrowAndReturnAreCasesOfTheirOwn) {
  const std::string Check = "function check(n)\nif n == 0 goto bad\nreturn\nbad:\nthrow int\n"; // 5
  EXPECT_EQ(Solved(Check + "function f()\nc = PQconnectdb(\"d\")\ncheck(0) unwinds\nPQfinish(c)")
                .incidents(),
            Lines{"8: left by throw c"});
  EXPECT_EQ(Solved(Check + "function f()\nc = PQconnectdb(\"d\")\ncheck(1) unwinds\nPQfinish(c)")
                .incidents(),
            Lines{})
      << "the argument excludes the throw";
}

TEST(ThrowingSummaries, AFunctionThatThrowsNothingUnwindsNothing) {
  EXPECT_EQ(Solved("function calm(n)\nreturn\nfunction f()\nc = PQconnectdb(\"d\")\n"
                   "calm(0) unwinds\nPQfinish(c)")
                .incidents(),
            Lines{});
}

TEST(ThrowingSummaries, TheTypeTravelsThroughCalls) {
  const std::string Script = Fail + "function pass()\nfail() unwinds\nreturn\n" // 5
                                    "function f()\nc = PQconnectdb(\"d\")\npass() unwinds pad\n"
                                    "PQfinish(c)\nreturn\npad:\ncatch ";
  EXPECT_EQ(Solved(Script + "app_error one\none:\nPQfinish(c)\nreturn").incidents(), Lines{});
  EXPECT_EQ(Solved(Script + "int one\none:\nPQfinish(c)\nreturn").incidents(),
            Lines{"8: left by throw c"});
}

TEST(ThrowingSummaries, WhatAFunctionCatchesItsCallersDoNotSee) {
  EXPECT_EQ(Solved(Fail + "function quiet()\nfail() unwinds pad\nreturn\npad:\ncatch any one\n"
                          "one:\nreturn\n" // 9
                          "function f()\nc = PQconnectdb(\"d\")\nquiet() unwinds\nPQfinish(c)")
                .incidents(),
            Lines{});
}

TEST(ThrowingSummaries, WhatWasReleasedBeforeTheThrowIsReleased) {
  const std::string Drop = "function drop(c)\nPQfinish(c)\nthrow int\n"; // 3
  EXPECT_EQ(
      Solved(Drop + "function f()\nc = PQconnectdb(\"d\")\ndrop(c) unwinds\nreturn").incidents(),
      Lines{});
  EXPECT_EQ(Solved(Drop + "function f()\nc = PQconnectdb(\"d\")\ndrop(c) unwinds pad\nreturn\n"
                          "pad:\nPQfinish(c)\nunwind")
                .incidents(),
            Lines{"9: released twice c"});
}

TEST(ThrowingSummaries, WhatWasStoredBeforeTheThrowIsThere) {
  EXPECT_EQ(Solved("function fill(out)\n*out = PQconnectdb(\"d\")\nthrow int\n" // 3
                   "function f()\nfill(&c) unwinds pad\nreturn\npad:\nPQfinish(c)\nunwind")
                .incidents(),
            Lines{});
}

TEST(ThrowingSummaries, ACallThatCannotUnwindHasNoThrowingCase) {
  EXPECT_EQ(Solved("function check(n)\nif n == 0 goto bad\nreturn\nbad:\nthrow int\n" // 5
                   "function f(n)\nc = PQconnectdb(\"d\")\ncheck(n)\nPQfinish(c)\n"
                   "if n == 0 goto odd\nreturn\nodd:\nc = PQconnectdb(\"d\")\nreturn")
                .incidents(),
            Lines{})
      << "where check would throw, the process has ended";
}

TEST(ThrowingSummaries, AnUnknownCallInsideMakesItThrow) {
  EXPECT_EQ(Solved("function pass()\nmystery() unwinds\nreturn\n"
                   "function f()\nc = PQconnectdb(\"d\")\npass() unwinds\nPQfinish(c)")
                .incidents(),
            Lines{"6: left by throw c"});
}

TEST(ThrowingSummaries, AConstructorThatThrowsHasItsOwnLeak) {
  Solved S("constructor make(this)\nthis->c = PQconnectdb(\"d\")\nmystery() unwinds\nreturn\n" // 4
           "function f()\nmake(&s) unwinds\nPQfinish(s.c)\nreturn");
  EXPECT_EQ(S.incidents("make"), Lines{"3: left by throw this->c"});
  EXPECT_EQ(S.incidents("f"), Lines{});
}

TEST(Summaries, AFunctionPointerThatIsKnownIsItsFunction) {
  UnitFacts Unit =
      factsOf("globals hook\n" + Close + "function f()\nc = PQconnectdb(\"d\")\n*hook(c)\nreturn");
  Unit.Constants.push_back({"hook", true, "u:close"});
  UnitSolver Solver(Unit, builtins());
  EXPECT_TRUE(Solver.solveAll().at(1).Incidents.empty());
}

} // namespace
} // namespace connlint::test
