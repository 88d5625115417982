// LoopsTest.cpp - loops end, and say what they lose.
#include "Script.h"
#include "flow/Solver.h"

namespace connlint::test {
namespace {

TEST(Loops, AnAcquireThatIsReleasedInEachRoundIsSilent) {
  EXPECT_EQ(incidents("head:\nif ? goto out\nc = PQconnectdb(\"d\")\nPQfinish(c)\ngoto head\nout:\n"
                      "return"),
            Lines{});
}

TEST(Loops, AnAcquireInEachRoundOverwritesTheOneBefore) {
  Lines Found = incidents("head:\nif ? goto out\nc = PQconnectdb(\"d\")\ngoto head\nout:\nreturn");
  EXPECT_EQ(Found, (Lines{"3: overwritten c", "6: left held c"}));
}

TEST(Loops, RetryingUntilItWorksIsSilent) {
  EXPECT_EQ(incidents("head:\nc = PQconnectdb(\"d\")\nif PQstatus(c) == 0 goto done\nPQfinish(c)\n"
                      "goto head\ndone:\nPQfinish(c)\nreturn"),
            Lines{});
}

TEST(Loops, ACounterDoesNotKeepALoopAlive) {
  Solved S("i = 0\nhead:\nif i >= 1000000 goto out\ni = i + 1\ngoto head\nout:\nreturn");
  EXPECT_LT(S.flow().States, 200u);
  EXPECT_TRUE(S.flow().GaveUp.empty());
}

TEST(Loops, AListIsWalkedInFewSteps) {
  Solved S("function f(p)\nhead:\nif p == 0 goto out\nPQfinish(p->conn)\np = p->next\ngoto head\n"
           "out:\nreturn");
  EXPECT_EQ(S.incidents(), Lines{});
  EXPECT_LT(S.flow().States, 200u);
}

TEST(Loops, NestedLoopsEnd) {
  Solved S("a:\nif ? goto end\nb:\nif ? goto a\nc = PQconnectdb(\"d\")\nd:\nif ? goto e\n"
           "PQsocket(c)\ngoto d\ne:\nPQfinish(c)\ngoto b\nend:\nreturn");
  EXPECT_EQ(S.incidents(), Lines{});
  EXPECT_TRUE(S.flow().GaveUp.empty());
}

TEST(Loops, MovingAnArrayOverItselfEnds) {
  Solved S("a[0].c = PQconnectdb(\"d\")\nhead:\nmemmove(&a[1], &a, 8)\na[0].n = 1\n"
           "if ? goto head\nreturn");
  EXPECT_EQ(S.incidents(), Lines{}) << "which element holds it cannot be told";
  EXPECT_LT(S.flow().States, 200u);
}

TEST(Loops, ManyBranchesDoNotMultiply) {
  std::string Script = "c = PQconnectdb(\"d\")\n";
  for (int I = 0; I < 40; ++I) {
    std::string N = std::to_string(I);
    Script += "if ? goto skip" + N + "\nx" + N + " = 1\nskip" + N + ":\n";
  }
  Solved S(Script + "PQfinish(c)\nreturn");
  EXPECT_EQ(S.incidents(), Lines{});
  EXPECT_LT(S.flow().States, 5000u);
}

class NoCallees final : public EffectSource {
public:
  const Summary *effectsOf(const std::string &,
                           const std::map<unsigned, SqlAction> &) const override {
    return nullptr;
  }
  const GlobalConstant *constantAt(const std::string &) const override { return nullptr; }
  bool isScratch(const VariableFacts &) const override { return false; }
  bool mayChangeInCallsOf(const FunctionFacts &, const VariableFacts &) const override {
    return true;
  }
  std::optional<uint32_t> inferredAcquire(const std::string &, const std::string &) const override {
    return std::nullopt;
  }
};

TEST(Limits, TheStepLimitStopsAndSaysSo) {
  SolverLimits Limits;
  Limits.Steps = 5;
  FlowResult Flow = solve(factsOf("c = PQconnectdb(\"d\")\nPQfinish(c)\nreturn").Functions.at(0),
                          builtins(), NoCallees(), {}, Limits);
  EXPECT_EQ(Flow.GaveUp["step limit"], 1u);
  EXPECT_TRUE(Flow.Effects.Unknown);
}

TEST(Limits, SolvingTwiceGivesTheSameText) {
  UnitFacts Unit = factsOf("function f(p)\nhead:\nc = PQconnectdb(\"d\")\nif p->x goto head\n"
                           "p->c = c\nd = PQconnectdb(\"e\")\ngoto head");
  const FunctionFacts &F = Unit.Functions.at(0);
  EXPECT_EQ(printFlow(F, solve(F, builtins(), NoCallees()), builtins()),
            printFlow(F, solve(F, builtins(), NoCallees()), builtins()));
}

} // namespace
} // namespace connlint::test
