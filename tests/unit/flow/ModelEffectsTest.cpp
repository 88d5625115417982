// ModelEffectsTest.cpp - each thing a model can say, with a model of one family.
#include "Script.h"
#include "model/ModelLoader.h"

namespace connlint::test {
namespace {

const char *const Toy = R"(
family: toy
resources:
  connection: {kind: connection, check: none, released-by: toy_close}
  child: {kind: statement, check: none, released-by: toy_drop}
functions:
  - name: toy_open
    acquire: {resource: connection, at: out 0, success: 0}
  - name: toy_open_keeping
    acquire: {resource: connection, at: out 0, success: 0, on-failure: unchanged}
  - name: toy_init
    acquire: {resource: connection, at: arg 0}
  - name: toy_new
    acquire: {resource: connection}
  - name: toy_close
    release: {resource: connection, arg: 0}
  - name: toy_try_close
    release: {resource: connection, arg: 0, success: 0}
  - name: toy_make
    acquire: {resource: child, freed-with: 0}
  - name: toy_drop
    release: {resource: child, arg: 0}
  - name: toy_take
    takes: 0
  - name: toy_same
    returns-argument: 0
  - name: toy_fatal
    noreturn: {arg: 0, codes: 1..9}
)";

Lines toy(const std::string &Script) {
  static const ResourceModel Model = [] {
    ResourceModel M;
    std::string Errors;
    for (const ModelError &E : loadModelText(M, Toy, "toy.yaml"))
      Errors += E.format() + "\n";
    if (!Errors.empty())
      throw std::runtime_error(Errors);
    return M;
  }();
  return Solved(Script, Model).incidents();
}

TEST(ModelEffects, AnOutParameterIsNullAfterFailure) {
  EXPECT_EQ(toy("rc = toy_open(&c)\nif c == 0 goto out\ntoy_close(c)\nout:\nreturn"), Lines{});
}

TEST(ModelEffects, AnUnchangedOutParameterKeepsItsOldHandle) {
  EXPECT_EQ(toy("c = toy_new()\nrc = toy_open_keeping(&c)\ntoy_close(c)\nreturn"),
            Lines{"2: overwritten c"});
}

TEST(ModelEffects, AnObjectOfTheCallerIsHeldInPlace) {
  EXPECT_EQ(toy("toy_init(&c)\nreturn"), Lines{"2: left held c"});
  EXPECT_EQ(toy("toy_init(&c)\ntoy_close(&c)\nreturn"), Lines{});
}

TEST(ModelEffects, AReleaseThatMayRefuseLeavesTheHandleInDoubt) {
  EXPECT_EQ(toy("c = toy_new()\nif toy_try_close(c) == 0 goto out\ntoy_close(c)\nout:\nreturn"),
            Lines{})
      << "it may be tried again";
  EXPECT_EQ(toy("c = toy_new()\ntoy_try_close(c)\ntoy_close(c)\nreturn"),
            Lines{"3: released twice c"})
      << "nobody asked whether it refused";
}

TEST(ModelEffects, AChildIsReleasedWithItsParent) {
  EXPECT_EQ(toy("c = toy_new()\nk = toy_make(c)\ntoy_close(c)\nreturn"), Lines{});
  EXPECT_EQ(toy("c = toy_new()\nk = toy_make(c)\ntoy_drop(k)\nreturn"), Lines{"4: left held c"});
}

TEST(ModelEffects, WhatIsTakenIsNotLeft) {
  EXPECT_EQ(toy("c = toy_new()\ntoy_take(c)\nreturn"), Lines{});
}

TEST(ModelEffects, AReturnedArgumentIsTheArgument) {
  EXPECT_EQ(toy("c = toy_new()\nd = toy_same(c)\ntoy_close(d)\nreturn"), Lines{});
}

TEST(ModelEffects, ACallThatEndsForSomeCodesEndsForThose) {
  EXPECT_EQ(toy("c = toy_new()\ntoy_fatal(3)\nreturn"), Lines{});
  EXPECT_EQ(toy("c = toy_new()\ntoy_fatal(0)\nreturn"), Lines{"3: left held c"});
}

TEST(ModelEffects, UsedWithoutACheckIsReportedOnce) {
  EXPECT_EQ(incidents("c = redisConnect(\"h\", 1)\nredisCommand(c, \"PING\")\nredisFree(c)"),
            (Lines{"2: discarded", "2: used unchecked c"}));
}

TEST(ModelEffects, WhatIsWrittenDownWinsOverTheBody) {
  EXPECT_EQ(incidents("function PQfinish(c)\nreturn\n"
                      "function f()\nc = PQconnectdb(\"d\")\nPQfinish(c)\nreturn"),
            Lines{});
}

} // namespace
} // namespace connlint::test
