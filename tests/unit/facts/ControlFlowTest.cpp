// ControlFlowTest.cpp - branches, values that depend on them, switches, jumps.
#include "Lowered.h"

namespace connlint::test {
namespace {

const std::string Calls = "int a(void); int b(void); void g(int); void h(void);\n";

FunctionFacts lowered(const std::string &Code) { return Snippet::c(Calls + Code).facts("f"); }

std::string ids(std::initializer_list<size_t> Blocks) {
  std::string Out;
  for (size_t B : Blocks)
    Out += " " + std::to_string(B);
  return Out;
}

TEST(ControlFlow, TheEntryIsFirstAndTheExitIsLastAndEmpty) {
  FunctionFacts F = lowered("void f(int x) { if (x) h(); }");
  EXPECT_EQ(sentences(F, 0), Lines{});
  EXPECT_TRUE(F.Blocks.back().Instructions.empty());
  EXPECT_TRUE(F.Blocks.back().Successors.empty());
}

TEST(ControlFlow, ABranchGoesToTrueFirst) {
  FunctionFacts F = lowered("void f(int x) { if (x == 1) g(1); else g(2); }");
  EXPECT_EQ(terminator(F, 1),
            "branch (x == 1)" + ids({blockWith(F, "#1 = g(1)"), blockWith(F, "#2 = g(2)")}));
}

TEST(ControlFlow, BlocksAreNumberedInReversePostOrder) {
  FunctionFacts F = lowered("void f(int x) { while (x) { g(x); } h(); }");
  size_t BackEdges = 0;
  for (size_t B = 0; B < F.Blocks.size(); ++B)
    for (uint32_t Next : F.Blocks[B].Successors)
      BackEdges += Next != NoBlock && Next <= B;
  EXPECT_EQ(BackEdges, 1u);
}

TEST(ControlFlow, AnAndAsksItsLastOperandOnly) {
  FunctionFacts F = lowered("void f(int x, int y) { if (x && y) g(1); }");
  EXPECT_TRUE(terminator(F, 1).starts_with("branch x ")) << printFacts(F);
  EXPECT_TRUE(terminator(F, 2).starts_with("branch y ")) << printFacts(F);
}

TEST(ControlFlow, AStoredAndIsAValueOfBothOperands) {
  FunctionFacts F = lowered("int f(int x, int y) { return x && y; }");
  EXPECT_EQ(sentences(F), Lines{"return (x && y)"});
}

TEST(ControlFlow, ANegatedOrIsOneCondition) {
  FunctionFacts F = lowered("void f(int x, int y) { if (!(x || y)) h(); }");
  EXPECT_TRUE(terminator(F, 3).starts_with("branch !(x || y) ")) << printFacts(F);
}

TEST(ControlFlow, AConditionalSelectsTheOperandThatWasEvaluated) {
  FunctionFacts F = lowered("int f(int x) { return x ? a() : b(); }");
  EXPECT_EQ(sentences(F), (Lines{"#1 = a()", "#2 = b()", "return (x ? #1 : #2)"}));
}

TEST(ControlFlow, AGnuConditionalSelectsItsCondition) {
  EXPECT_EQ(sentences(lowered("int f(void) { return a() ?: b(); }")),
            (Lines{"#1 = a()", "#2 = b()", "return (#1 ? #1 : #2)"}));
}

TEST(ControlFlow, AStatementExpressionIsItsLastValue) {
  EXPECT_EQ(sentences(lowered("int f(int x) { return ({ g(x); x + 1; }); }")),
            (Lines{"#1 = g(x)", "return (x + 1)"}));
}

TEST(ControlFlow, AStatementExpressionWithoutValueIsUnknown) {
  EXPECT_EQ(sentences(lowered("void f(int x) { ({ g(x); ; }); }")), Lines{"#1 = g(x)"});
}

TEST(ControlFlow, ASwitchHasItsRangesAndTheDefaultLast) {
  FunctionFacts F = lowered("void f(int x) { switch (x) { case 1: g(1); break;"
                            "case 3 ... 5: g(3); break; default: g(0); } }");
  size_t One = 0, Range = 0, Default = 0;
  for (size_t B = 0; B < F.Blocks.size(); ++B)
    for (const std::string &Line : sentences(F, B)) {
      One = Line.ends_with("g(1)") ? B : One;
      Range = Line.ends_with("g(3)") ? B : Range;
      Default = Line.ends_with("g(0)") ? B : Default;
    }
  EXPECT_EQ(terminator(F, 1),
            "switch x" + ids({Range, One, Default}) + " case 3..5 at 0 case 1..1 at 1");
}

TEST(ControlFlow, ASwitchOverAllEnumeratorsHasNoDefault) {
  FunctionFacts F = lowered("enum E { A, B }; void f(enum E e) {"
                            "switch (e) { case A: g(1); break; case B: g(2); } }");
  EXPECT_EQ(F.Blocks[1].Successors.back(), NoBlock);
  EXPECT_EQ(F.Blocks[1].Cases.size(), 2u);
}

TEST(ControlFlow, ADoWhileZeroHasNoWayBack) {
  FunctionFacts F = lowered("void f(void) { do { a(); } while (0); h(); }");
  EXPECT_EQ(terminator(F, blockWith(F, "#1 = a()")), "jump 2");
  EXPECT_EQ(terminator(F, 2), "branch 0 none" + ids({blockWith(F, "#2 = h()")}));
}

TEST(ControlFlow, AnEndlessLoopHasNoWayOut) {
  FunctionFacts F = lowered("void f(void) { for (;;) a(); }");
  for (const BlockFacts &B : F.Blocks)
    for (uint32_t Next : B.Successors)
      EXPECT_NE(Next, F.Blocks.size() - 1);
}

TEST(ControlFlow, ACallThatDoesNotReturnHasNoSuccessor) {
  FunctionFacts F = lowered("_Noreturn void die(void); void f(int x) { if (x) die(); h(); }");
  EXPECT_EQ(terminator(F, blockWith(F, "#1 = die()")), "jump");
}

TEST(ControlFlow, BreakContinueAndGotoAreJumps) {
  FunctionFacts F = lowered("void f(void) { while (a()) { if (b()) break; g(1); continue; }"
                            "goto out; out: h(); }");
  for (const BlockFacts &B : F.Blocks)
    EXPECT_NE(B.End, Terminator::Fork);
}

TEST(ControlFlow, AComputedGotoCanGoAnywhere) {
  FunctionFacts F =
      lowered("void f(int x) { void *t[] = {&&p, &&q}; goto *t[x]; p: g(1); q: h(); }");
  bool Forks = false;
  for (const BlockFacts &B : F.Blocks)
    Forks |= B.End == Terminator::Fork && B.Successors.size() == 2;
  EXPECT_TRUE(Forks) << printFacts(F);
}

TEST(ControlFlow, DeadCodeHasNoBlock) {
  FunctionFacts F = lowered("void f(void) { return; h(); }");
  EXPECT_EQ(sentences(F), Lines{"return"});
}

TEST(ControlFlow, AHandlerIsReachedFromCallsThatMayThrow) {
  Snippet S = Snippet::cxx("void g(); void h(); void f() { try { g(); } catch (int) { h(); } }");
  EXPECT_EQ(S.of("f"), (Lines{"#1 = g()", "#2 = h()"}));
}

TEST(ControlFlow, NothingReachesTheHandlerOfCallsThatDoNotThrow) {
  Snippet S =
      Snippet::cxx("void g() noexcept; void h(); void f() { try { g(); } catch (int) { h(); } }");
  EXPECT_EQ(S.of("f"), Lines{"#1 = g()"});
}

TEST(ControlFlow, TheEndOfTheBodyIsPlaceZero) {
  FunctionFacts F = Snippet::c("void f(void) {\n}\n").facts("f");
  EXPECT_EQ(F.Places.at(0).Line, 2u);
  EXPECT_EQ(F.Places.at(0).Column, 1u);
}

} // namespace
} // namespace connlint::test
