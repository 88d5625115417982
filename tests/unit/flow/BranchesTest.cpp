// BranchesTest.cpp - what a path knows: null checks, flags, return codes, switches.
#include "Script.h"

namespace connlint::test {
namespace {

TEST(Branches, ANullHandleOwesNothing) {
  EXPECT_EQ(incidents("c = PQconnectdb(\"d\")\nif c == 0 goto out\nPQfinish(c)\nout:\nreturn"),
            Lines{});
  EXPECT_EQ(incidents("c = PQconnectdb(\"d\")\nif !c goto out\nPQfinish(c)\nout:\nreturn"),
            Lines{});
}

TEST(Branches, AHandleThatIsNotNullDoes) {
  EXPECT_EQ(incidents("c = PQconnectdb(\"d\")\nif c == 0 goto out\nreturn\nout:\nreturn"),
            Lines{"3: left held c"});
}

TEST(Branches, AFlagThatFollowsTheHandleIsCorrelated) {
  EXPECT_EQ(incidents("have = 0\n"
                      "if want goto open\n"
                      "goto later\n"
                      "open:\n"
                      "c = PQconnectdb(\"d\")\n"
                      "have = 1\n"
                      "later:\n"
                      "if !have goto out\n"
                      "PQfinish(c)\n"
                      "out:\n"
                      "return"),
            Lines{});
}

TEST(Branches, ASecondLookAtAnUnchangedConditionIsTheSame) {
  EXPECT_EQ(incidents("function f(want)\n"
                      "if want == 0 goto later\n"
                      "c = PQconnectdb(\"d\")\n"
                      "later:\n"
                      "if want == 0 goto out\n"
                      "PQfinish(c)\n"
                      "out:\n"
                      "return"),
            Lines{});
}

TEST(Branches, AFlagThatDoesNotFollowTheHandleIsNot) {
  EXPECT_EQ(incidents("function f(a, b)\n"
                      "if a == 0 goto later\n"
                      "c = PQconnectdb(\"d\")\n"
                      "later:\n"
                      "if b == 0 goto out\n"
                      "PQfinish(c)\n"
                      "out:\n"
                      "return"),
            Lines{"8: left held c"});
}

TEST(Branches, AStoredComparisonIsTheComparison) {
  EXPECT_EQ(incidents("c = PQconnectdb(\"d\")\nok = c != 0\nif !ok goto out\nPQfinish(c)\nout:\n"
                      "return"),
            Lines{});
}

TEST(Branches, AnAndThatIsTrueMakesBothOperandsTrue) {
  EXPECT_EQ(incidents("function f(a)\nc = PQconnectdb(\"d\")\nboth = c == 0 && a != 0\n"
                      "if both goto out\nPQfinish(c)\nout:\nreturn"),
            Lines{});
}

TEST(Branches, AnOrThatIsFalseMakesBothOperandsFalse) {
  EXPECT_EQ(incidents("function f(a)\nc = PQconnectdb(\"d\")\nsome = c != 0 || a != 0\n"
                      "if some goto some\nreturn\nsome:\nPQfinish(c)\nreturn"),
            Lines{});
}

TEST(Branches, AnOutParameterIsHeldAfterSuccess) {
  EXPECT_EQ(incidents("function f(db)\n"
                      "rc = sqlite3_prepare_v2(db, \"x\", 1, &st, 0)\n"
                      "if rc != 0 goto failed\n"
                      "return\n"
                      "failed:\n"
                      "return"),
            Lines{"4: left held st"});
}

TEST(Branches, AnOutParameterOfAFailedOpenIsStillHeld) {
  EXPECT_EQ(
      incidents("rc = sqlite3_open(\"a\", &db)\nif rc != 0 goto failed\nsqlite3_close_v2(db)\n"
                "return\nfailed:\nreturn"),
      Lines{"6: left held db, failed"});
}

TEST(Branches, ACodeComparedLaterStillTells) {
  EXPECT_EQ(incidents("function f(db)\nrc = sqlite3_prepare_v2(db, \"x\", 1, &st, 0)\n"
                      "copy = rc\nif copy != 0 goto failed\nsqlite3_finalize(st)\nreturn\n"
                      "failed:\nreturn"),
            Lines{});
}

TEST(Branches, ASwitchOnTheCodeTellsLikeABranch) {
  EXPECT_EQ(incidents("function f(db)\nrc = sqlite3_prepare_v2(db, \"x\", 1, &st, 0)\n"
                      "switch rc 0 good bad\n"
                      "good:\nsqlite3_finalize(st)\nreturn\nbad:\nreturn"),
            Lines{});
}

TEST(Branches, TheDefaultOfASwitchExcludesItsCases) {
  EXPECT_EQ(incidents("function f(x)\nif x != 3 goto out\nc = PQconnectdb(\"d\")\n"
                      "switch x 3 three other\n"
                      "three:\nPQfinish(c)\nreturn\nother:\nreturn\nout:\nreturn"),
            Lines{});
}

TEST(Branches, RelationsLimitNumbers) {
  EXPECT_EQ(incidents("function f(x)\nif x < 3 goto out\nc = PQconnectdb(\"d\")\n"
                      "if x > 2 goto close\nreturn\nclose:\nPQfinish(c)\nout:\nreturn"),
            Lines{})
      << "x is at least 3 where the connection is";
}

TEST(Branches, ArithmeticIsFollowed) {
  EXPECT_EQ(incidents("function f(x)\ny = x + 1\nif x != 4 goto out\nc = PQconnectdb(\"d\")\n"
                      "if y == 5 goto close\nreturn\nclose:\nPQfinish(c)\nout:\nreturn"),
            Lines{});
}

TEST(Branches, MasksOfLowAndOfHighBitsTell) {
  EXPECT_EQ(incidents("function f(x)\ny = x & -2\nif y != 0 goto out\nc = PQconnectdb(\"d\")\n"
                      "if x == 5 goto bad\nPQfinish(c)\nreturn\nbad:\nreturn\nout:\nreturn"),
            Lines{})
      << "x is 0 or 1";
  EXPECT_EQ(incidents("function f(x)\ny = x & -9223372036854775808\nif y != 0 goto out\n"
                      "c = PQconnectdb(\"d\")\nif x < 0 goto bad\nPQfinish(c)\nreturn\n"
                      "bad:\nreturn\nout:\nreturn"),
            Lines{})
      << "x is not negative";
}

TEST(Branches, AJoinKeepsHeldAndNotHeldApart) {
  EXPECT_EQ(incidents("function f(want)\nc = 0\nif !want goto later\nc = PQconnectdb(\"d\")\n"
                      "later:\nif c == 0 goto out\nPQfinish(c)\nout:\nreturn"),
            Lines{});
}

TEST(Branches, AStatusThatSaysFailedIsRemembered) {
  Solved S("c = PQconnectdb(\"d\")\nif PQstatus(c) == 0 goto good\nreturn\ngood:\nPQfinish(c)\n"
           "return");
  EXPECT_EQ(S.incidents(), Lines{"3: left held c, failed"});
}

TEST(Branches, AFreedAndNulledHandleIsNotFreedAgain) {
  EXPECT_EQ(incidents("c = PQconnectdb(\"d\")\nif ? goto later\nPQfinish(c)\nc = 0\nlater:\n"
                      "if c == 0 goto out\nPQfinish(c)\nout:\nreturn"),
            Lines{});
}

} // namespace
} // namespace connlint::test
