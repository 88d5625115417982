// ExceptionsTest.cpp - exceptions: what is left held, which handler takes them.
#include "Script.h"

namespace connlint::test {
namespace {

const std::string Fail =
    "function fail()\nthrow app_error|std::runtime_error|std::exception\n"; // 2

TEST(Exceptions, WhatIsHeldAtTheCallIsLeft) {
  EXPECT_EQ(incidents("c = PQconnectdb(\"d\")\nmystery() unwinds\nPQfinish(c)"),
            Lines{"2: left by throw c"});
}

TEST(Exceptions, ACallThatThrowsNothingLeavesNothing) {
  EXPECT_EQ(incidents("c = PQconnectdb(\"d\")\nmystery()\nPQfinish(c)"), Lines{});
}

TEST(Exceptions, WhatThePadReleasesIsNotLeft) {
  EXPECT_EQ(incidents("c = PQconnectdb(\"d\")\nmystery() unwinds pad\nPQfinish(c)\nreturn\n"
                      "pad:\nPQfinish(c)\nunwind"),
            Lines{});
}

TEST(Exceptions, TheResultOfTheCallDoesNotCome) {
  EXPECT_EQ(incidents("c = PQconnectdb(\"d\") unwinds\nPQfinish(c)"), Lines{});
}

TEST(Exceptions, AGivenHandleIsStillOurs) {
  Solved S("c = PQconnectdb(\"d\")\nmystery(c) unwinds\nPQfinish(c)");
  EXPECT_EQ(S.incidents(), Lines{"2: left by throw c"});
  EXPECT_EQ(S.flow().Incidents.at(0).Suspects.size(), 1u) << "unless mystery has taken it";
}

TEST(Exceptions, TheIncidentStandsAtTheCallNotAtThePad) {
  EXPECT_EQ(incidents("c = PQconnectdb(\"d\")\nmystery() unwinds pad\nPQfinish(c)\nreturn\n"
                      "pad:\nlog(1)\nunwind"),
            Lines{"2: left by throw c"});
}

TEST(Exceptions, WhatALocalObjectHoldsIsLeft) {
  EXPECT_EQ(incidents("o.$ptr = PQconnectdb(\"d\")\nmystery() unwinds\nPQfinish(o.$ptr)"),
            Lines{"2: left by throw o"});
}

TEST(Exceptions, WhatAGlobalOrAParameterHoldsIsNot) {
  EXPECT_EQ(incidents("globals g\ng = PQconnectdb(\"d\")\nmystery() unwinds\nreturn"), Lines{});
  EXPECT_EQ(incidents("function f(p)\np->conn = PQconnectdb(\"d\")\nmystery() unwinds\nreturn"),
            Lines{});
}

TEST(Exceptions, WhatTheObjectUnderConstructionHoldsIs) {
  EXPECT_EQ(incidents("constructor f(this)\nthis->conn = PQconnectdb(\"d\")\nmystery() unwinds\n"
                      "return"),
            Lines{"3: left by throw this->conn"});
}

TEST(Exceptions, InMainTheProcessEnds) {
  EXPECT_EQ(Solved("function main()\nc = PQconnectdb(\"d\")\nmystery() unwinds\nPQfinish(c)")
                .incidents("main"),
            Lines{});
}

TEST(Exceptions, AProcessThatEndsOwesNothing) {
  EXPECT_EQ(incidents("c = PQconnectdb(\"d\")\nmystery() unwinds pad\nPQfinish(c)\nreturn\n"
                      "pad:\ngoto pad2\npad2:\nexit(1)\nreturn"),
            Lines{});
}

// The handler.

/// fail() is called in a try block with these handlers: "one" releases on its own, "two" does
/// not; after both, the function goes on.
Lines caught(const std::string &Handlers, const std::string &Thrower = "fail()") {
  return Solved(Fail + "function f()\nc = PQconnectdb(\"d\")\n" + Thrower + " unwinds pad\n" + // 5
                "PQfinish(c)\nreturn\npad:\ncatch " + Handlers +
                "\n"
                "one:\nPQfinish(c)\nreturn\ntwo:\nreturn") // 14
      .incidents();
}

TEST(Handlers, OfTheThrownTypeTakesIt) {
  EXPECT_EQ(caught("app_error one"), Lines{});
  EXPECT_EQ(caught("app_error two"), Lines{"14: left held c"});
}

TEST(Handlers, OfABaseClassTakesIt) {
  EXPECT_EQ(caught("std::runtime_error one"), Lines{});
  EXPECT_EQ(caught("std::exception? one"), Lines{});
}

TEST(Handlers, OfAnotherTypeDoesNot) {
  EXPECT_EQ(caught("std::logic_error one"), Lines{"5: left by throw c"});
  EXPECT_EQ(caught("int one"), Lines{"5: left by throw c"});
  EXPECT_EQ(caught("app one"), Lines{"5: left by throw c"}) << "names are compared as a whole";
}

TEST(Handlers, TheFirstThatFitsTakesIt) {
  EXPECT_EQ(caught("std::exception one app_error two"), Lines{});
  EXPECT_EQ(caught("int two app_error one any two"), Lines{});
}

TEST(Handlers, ACatchAllTakesWhatIsLeft) { EXPECT_EQ(caught("int two any one"), Lines{}); }

TEST(Handlers, WhatNoHandlerTakesGoesOn) {
  EXPECT_EQ(caught("int two else one"), Lines{}) << "the pad behind releases";
}

TEST(Handlers, AnUnknownExceptionIsSomeStdException) {
  EXPECT_EQ(caught("std::exception? one", "mystery()"), Lines{});
  EXPECT_EQ(caught("std::exception? one any two", "mystery()"), Lines{});
}

TEST(Handlers, AnUnknownExceptionMayBeOfAnyOtherTypeOrNot) {
  EXPECT_EQ(caught("app_error two std::exception? one", "mystery()"), Lines{"14: left held c"});
  EXPECT_EQ(caught("app_error one std::exception? two", "mystery()"), Lines{"14: left held c"});
  EXPECT_EQ(caught("app_error one", "mystery()"), Lines{"5: left by throw c"});
  EXPECT_EQ(caught("app_error one any one", "mystery()"), Lines{});
}

TEST(Handlers, TheStepSaysWhoThrew) {
  Solved S("c = PQconnectdb(\"d\")\nmystery() unwinds pad\nPQfinish(c)\nreturn\n"
           "pad:\ncatch any done\ndone:\nreturn");
  ASSERT_EQ(S.incidents(), Lines{"8: left held c"});
  Lines Told;
  for (Trail At = S.flow().Incidents[0].Path; At; At = At->Before)
    Told.insert(Told.begin(), std::to_string(At->Place.Line) + ": " + At->Message);
  EXPECT_EQ(Told, (Lines{"1: connection acquired by PQconnectdb",
                         "2: 'mystery' throws, and the exception is caught"}));
}

TEST(Handlers, AThrowOfTheFunctionItselfIsTaken) {
  EXPECT_EQ(incidents("c = PQconnectdb(\"d\")\nthrow int to pad\npad:\ncatch int one\n"
                      "one:\nPQfinish(c)\nreturn"),
            Lines{});
}

TEST(Handlers, AfterTheHandlerThereIsNoException) {
  EXPECT_EQ(incidents("c = PQconnectdb(\"d\")\nmystery() unwinds pad\nPQfinish(c)\nreturn\n"
                      "pad:\ncatch any done\ndone:\nPQfinish(c)\nreturn"),
            Lines{});
}

TEST(Handlers, ARethrowKeepsTheType) {
  const std::string Script = "c = PQconnectdb(\"d\")\nthrow app_error|std::exception to inner\n"
                             "inner:\ncatch std::exception again\n"
                             "again:\nrethrow to outer\n"
                             "outer:\ncatch ";
  EXPECT_EQ(incidents(Script + "app_error one\none:\nPQfinish(c)\nreturn"), Lines{});
  EXPECT_EQ(incidents(Script + "int one\none:\nPQfinish(c)\nreturn"), Lines{"6: left by throw c"});
}

TEST(Handlers, ARethrowThatLeavesIsTheExit) {
  EXPECT_EQ(incidents("c = PQconnectdb(\"d\")\nmystery() unwinds pad\nPQfinish(c)\nreturn\n"
                      "pad:\ncatch any one\none:\nlog(1)\nrethrow"),
            Lines{"9: left by throw c"});
  EXPECT_EQ(incidents("c = PQconnectdb(\"d\")\nmystery() unwinds pad\nPQfinish(c)\nreturn\n"
                      "pad:\ncatch any one\none:\nPQfinish(c)\nrethrow"),
            Lines{});
}

TEST(Handlers, AHandlerThatThrowsAnotherTypeThrowsThat) {
  EXPECT_EQ(incidents("c = PQconnectdb(\"d\")\nthrow int to inner\ninner:\ncatch int again\n"
                      "again:\nthrow app_error to outer\nouter:\ncatch int two app_error one\n"
                      "one:\nPQfinish(c)\nreturn\ntwo:\nreturn"),
            Lines{});
}

// Calls that are made only if their last argument is not null.

TEST(IfNonNull, AHandleThatIsSetIsReleased) {
  EXPECT_EQ(incidents("c = PQconnectdb(\"d\")\nPQfinish(c) if set\nreturn"), Lines{});
  EXPECT_EQ(incidents("c = PQconnectdb(\"d\")\nPQfinish(c)\nPQfinish(c) if set\nreturn"),
            Lines{"3: released twice c"});
}

TEST(IfNonNull, NullIsPassedBy) {
  EXPECT_EQ(incidents("c = 0\nc2 = PQconnectdb(\"d\")\ndestroy(c) if set\nPQfinish(c2)"), Lines{});
  EXPECT_EQ(incidents("function destroy(p)\nexit(1)\nfunction f()\nc = PQconnectdb(\"d\")\np = 0\n"
                      "destroy(p) if set\nreturn"),
            Lines{"7: left held c"})
      << "it is not called, so the process does not end";
}

TEST(IfNonNull, WhatMayBeNullIsBoth) {
  const std::string Destroy = "function destroy(d, p)\nPQfinish(d)\nreturn\n"; // 3
  EXPECT_EQ(Solved(Destroy + "function f(p)\nc = PQconnectdb(\"d\")\ndestroy(c, p) if set\n"
                             "if p == 0 goto none\nreturn\nnone:\nPQfinish(c)\nreturn")
                .incidents(),
            Lines{});
  EXPECT_EQ(Solved(Destroy + "function f(p)\nc = PQconnectdb(\"d\")\ndestroy(c, p) if set\nreturn")
                .incidents(),
            Lines{"7: left held c"});
}

TEST(IfNonNull, TheAddressOfAnObjectIsNeverNull) {
  EXPECT_EQ(incidents("function destroy(d, p)\nPQfinish(d)\nreturn\n"
                      "function f()\nc = PQconnectdb(\"d\")\ndestroy(c, &x) if set\nreturn"),
            Lines{});
}

TEST(IfNonNull, ADeleterOfAnUnconnectedHandleRunsToo) {
  EXPECT_EQ(incidents("c = PQconnectdb(\"d\")\nif PQstatus(c) == 0 goto good\nPQfinish(c) if set\n"
                      "return\ngood:\nPQfinish(c) if set\nreturn"),
            Lines{});
}

TEST(Suspensions, WhatIsHeldIsLeft) {
  EXPECT_EQ(incidents("c = PQconnectdb(\"d\")\nsuspend unwinds\nPQfinish(c)"),
            Lines{"2: left suspended c"});
  EXPECT_EQ(incidents("c = PQconnectdb(\"d\")\nPQfinish(c)\nsuspend unwinds"), Lines{});
}

TEST(Suspensions, WhatThePadReleasesIsNotLeft) {
  EXPECT_EQ(incidents("c = PQconnectdb(\"d\")\nsuspend unwinds pad\nPQfinish(c)\nreturn\n"
                      "pad:\nPQfinish(c)\nunwind"),
            Lines{});
}

TEST(Suspensions, TheyAreNoOutcomeForACaller) {
  Solved S("function f(c)\nsuspend unwinds\nPQfinish(c)\nreturn");
  EXPECT_EQ(S.effects().Cases.size(), 1u);
}

// Slots that can hold any callable.

const std::string Close = "function close(c)\nPQfinish(c)\nreturn\n";           // 3
const std::string Closure = "function body(this)\nPQfinish(this->c)\nreturn\n"; // 3

TEST(Callables, APlainFunctionGetsTheArguments) {
  EXPECT_EQ(Solved(Close + "function f()\nc = PQconnectdb(\"d\")\ns.$fn = function close\n"
                           "s.$call = 0\ncall s(c)\nreturn")
                .incidents(),
            Lines{});
}

TEST(Callables, ACallOperatorGetsTheSlotAsItsClosure) {
  EXPECT_EQ(Solved(Closure + "function f()\ns.c = PQconnectdb(\"d\")\n"
                             "s.$call = function body\ncall s()\nreturn")
                .incidents(),
            Lines{});
}

TEST(Callables, ACapturedHandleThatIsNotCalledIsLeft) {
  EXPECT_EQ(Solved(Closure + "function f()\ns.c = PQconnectdb(\"d\")\n"
                             "s.$call = function body\nreturn")
                .incidents(),
            Lines{"7: left held s.c"});
}

TEST(Callables, AnUnknownSlotIsAnUnknownCall) {
  Solved S("function f(s)\nc = PQconnectdb(\"d\")\ncall *s(c)\nreturn");
  ASSERT_EQ(S.flow().Incidents.size(), 1u);
  EXPECT_EQ(S.flow().Incidents[0].Suspects.size(), 1u);
}

TEST(Callables, ANullHandleDoesNotCallTheDeleter) {
  EXPECT_EQ(Solved(Close +
                   "function f()\no.$ptr = PQconnectdb(\"d\")\no.$del.$fn = function close\n"
                   "call o.$del(o.$ptr) if set\no.$ptr = 0\ncall o.$del(o.$ptr) if set\n"
                   "return")
                .incidents(),
            Lines{});
}

TEST(Callables, WhatTheyThrowUnwinds) {
  EXPECT_EQ(Solved(Fail + "function f()\nc = PQconnectdb(\"d\")\ns.$fn = function fail\n"
                          "s.$call = 0\ncall s() unwinds\nPQfinish(c)\nreturn")
                .incidents(),
            Lines{"7: left by throw c"});
}

} // namespace
} // namespace connlint::test
