// UnwindingTest.cpp - where exceptions go, and what is destroyed on their way.
#include "Lowered.h"

namespace connlint::test {
namespace {

const std::string Code = "#include <std.h>\n"
                         "void g(); void h(); void quiet() noexcept; int value();\n"
                         "struct G { G(); G(int); G(const G &); ~G(); int x; };\n"
                         "struct error : std::runtime_error { error(); };\n";

Lines way(const std::string &Body, const std::string &From = "g()") {
  return unwinding(Snippet::cxx(Code + Body).facts("f"), From);
}

TEST(Unwinding, AnUnknownFunctionMayThrow) { EXPECT_EQ(way("void f() { g(); }"), Lines{"leaves"}); }

TEST(Unwinding, OnlyWhereTheUnitSpeaksOfExceptions) {
  Snippet S =
      Snippet::withoutExceptions("void g(); void i(); void f() { g(); i(); } void i() { g(); }");
  EXPECT_EQ(unwinding(S.facts("f"), "g()"), Lines{"stays"});
  EXPECT_EQ(unwinding(S.facts("f"), "i()"), Lines{"leaves"}) << "the body of i tells";
}

TEST(Unwinding, WhatPromisesNotToThrowDoesNot) {
  EXPECT_EQ(way("void f() { quiet(); }", "quiet()"), Lines{"stays"});
  EXPECT_EQ(way("__attribute__((nothrow)) void i(); void f() { i(); }", "i()"), Lines{"stays"});
  EXPECT_EQ(way("extern \"C\" void i(); void f() { i(); }", "i()"), Lines{"stays"});
  EXPECT_EQ(way("void i() noexcept(false); void f() { i(); }", "i()"), Lines{"leaves"});
  EXPECT_EQ(way("void f() { __builtin_abs(1); }", "__builtin_abs(1)"), Lines{"stays"});
}

TEST(Unwinding, OfTheLibraryOnlyFewFunctionsThrow) {
  EXPECT_EQ(way("void f() { std::stoi(\"1\"); }", "std::stoi(`\"1\"`)"), Lines{"leaves"});
  EXPECT_EQ(way("void f() { std::lround(1); }", "std::lround(?)"), Lines{"stays"});
}

TEST(Unwinding, InCNothingIsThrown) {
  EXPECT_EQ(unwinding(Snippet::c("void g(void); void f(void) { g(); }").facts("f"), "g()"),
            Lines{"stays"});
}

TEST(Unwinding, ACallThroughAPlainPointerThrowsOnlyInATryBlock) {
  EXPECT_EQ(way("void f(void (*p)()) { p(); }", "(p)()"), Lines{"stays"});
  EXPECT_EQ(way("void f(void (*p)()) { try { p(); } catch (...) { h(); } }", "(p)()"),
            way("void f() { try { g(); } catch (...) { h(); } }"));
}

TEST(Unwinding, LivingObjectsAreDestroyedYoungestFirst) {
  EXPECT_EQ(way("void f() { G a; G b(1); g(); }"), (Lines{"G::~G(&b)", "G::~G(&a)", "leaves"}));
}

TEST(Unwinding, WhatIsNotMadeYetOrNoLongerThereIsNotDestroyed) {
  EXPECT_EQ(way("void f() { G a; { G b; } g(); G c; }"), (Lines{"G::~G(&a)", "leaves"}));
}

TEST(Unwinding, AnObjectWhoseConstructorThrowsIsNotDestroyed) {
  EXPECT_EQ(way("void f() { G a; G b(1); }", "G::G(&b, 1)"), (Lines{"G::~G(&a)", "leaves"}));
}

TEST(Unwinding, CallsWithTheSameLivingObjectsShareTheirWay) {
  FunctionFacts F = Snippet::cxx(Code + "void f() { G a; g(); h(); G b; g(); }").facts("f");
  std::vector<uint32_t> Pads;
  for (const BlockFacts &B : F.Blocks)
    for (const Instruction &I : B.Instructions)
      if (I.Unwind != NoBlock)
        Pads.push_back(I.Unwind);
  ASSERT_EQ(Pads.size(), 5u) << printFacts(F); // a's constructor, g, h, b's constructor, g
  EXPECT_EQ(Pads[1], Pads[2]);
  EXPECT_EQ(Pads[2], Pads[3]);
  EXPECT_NE(Pads[3], Pads[4]);
  EXPECT_EQ(F.Blocks[Pads[4]].Successors, std::vector<uint32_t>{Pads[1]})
      << "b's pad ends where a's begins";
  EXPECT_EQ(F.Blocks[Pads[1]].Successors, std::vector<uint32_t>{Pads[0]});
}

TEST(Unwinding, OfObjectsWithoutWrittenDestructorThePartsAreDestroyed) {
  EXPECT_EQ(way("struct P { G a; int x; G b; }; void f() { P p; g(); }"),
            (Lines{"G::~G(&p.b)", "G::~G(&p.a)", "leaves"}));
}

TEST(Unwinding, OwnersCallTheirDeleters) {
  EXPECT_EQ(way("struct D { void operator()(int *) const noexcept; };"
                "void f(int *p) { std::unique_ptr<int, D> o(p); g(); }"),
            (Lines{"D::operator()(&o.$del, o.$ptr) if set", "o.$ptr = 0", "leaves"}));
}

TEST(Unwinding, AThrowGoesTheSameWay) {
  EXPECT_EQ(way("void f() { G a; throw 1; }", "throw int"), (Lines{"G::~G(&a)", "leaves"}));
}

TEST(Unwinding, AThrownTypeHasItsBases) {
  EXPECT_EQ(way("void f() { throw error(); }", "throw error|std::runtime_error|std::exception"),
            Lines{"leaves"});
}

TEST(Unwinding, AHandlerIsWhereTheTryBlockEnds) {
  EXPECT_EQ(way("void f() { G a; try { G b; g(); } catch (int) { } }"),
            (Lines{"G::~G(&b)", "catch int", "G::~G(&a)", "leaves"}));
}

TEST(Unwinding, ACatchAllTakesEverything) {
  EXPECT_EQ(way("void f() { G a; try { g(); } catch (int) { } catch (...) { } }"),
            (Lines{"catch int", "catch ..."}));
}

TEST(Unwinding, HandlersAreAskedByTheirTypeWithoutReference) {
  EXPECT_EQ(way("void f() { try { g(); } catch (const error &) { } catch (std::exception *) { } }"),
            (Lines{"catch error", "catch class std::exception *", "leaves"}));
}

TEST(Unwinding, FromAnInnerTryBlockItGoesToTheOuter) {
  EXPECT_EQ(way("void f() { try { G a; try { G b; g(); } catch (int) { } } catch (long) { } }"),
            (Lines{"G::~G(&b)", "catch int", "G::~G(&a)", "catch long", "leaves"}));
}

TEST(Unwinding, AHandlerIsNotInItsOwnTryBlock) {
  EXPECT_EQ(way("void f() { try { h(); } catch (...) { g(); } }"), Lines{"leaves"});
  EXPECT_EQ(way("void f() { try { try { h(); } catch (...) { g(); } } catch (int) { } }"),
            (Lines{"catch int", "leaves"}));
}

TEST(Unwinding, WhatTheTryBlockMadeIsGoneInTheHandler) {
  EXPECT_EQ(way("void f() { G a; try { G b; h(); } catch (...) { G c; g(); } }"),
            (Lines{"G::~G(&c)", "G::~G(&a)", "leaves"}));
}

TEST(Unwinding, ARethrowThrowsWhatIsHandled) {
  EXPECT_EQ(way("void f() { G a; try { g(); } catch (...) { throw; } }", "rethrow"),
            (Lines{"G::~G(&a)", "leaves"}));
}

TEST(Unwinding, AfterTheTryBlockItsHandlersAreGone) {
  EXPECT_EQ(way("void f() { try { h(); } catch (...) { } g(); }"), Lines{"leaves"});
}

TEST(Unwinding, ANoexceptFunctionEndsTheProcess) {
  EXPECT_EQ(way("void f() noexcept { G a; g(); }"), (Lines{"G::~G(&a)", "ends"}));
  EXPECT_EQ(way("void f() noexcept { try { g(); } catch (int) { } }"),
            (Lines{"catch int", "ends"}));
}

TEST(Unwinding, ADestructorEndsTheProcess) {
  Snippet S = Snippet::cxx(Code + "struct P { ~P() { g(); } };");
  EXPECT_EQ(unwinding(S.facts("P::~P"), "g()"), Lines{"ends"});
}

TEST(Unwinding, AConstructorDestroysTheBasesAndMembersItHasMade) {
  Snippet S = Snippet::cxx(Code + "struct B { ~B() { } }; struct P : B { G a; int n; G c; P() : "
                                  "a(1), n(value()), c(2) { g(); } };");
  const FunctionFacts &F = S.facts("P::P");
  EXPECT_EQ(unwinding(F, "G::G(&this->a, 1)"), (Lines{"B::~B(this)", "leaves"}));
  EXPECT_EQ(unwinding(F, "value()"), (Lines{"G::~G(&this->a)", "B::~B(this)", "leaves"}));
  EXPECT_EQ(unwinding(F, "g()"),
            (Lines{"G::~G(&this->c)", "G::~G(&this->a)", "B::~B(this)", "leaves"}))
      << "but not the object as a whole";
}

TEST(Unwinding, ADelegatingConstructorDestroysTheWholeObject) {
  Snippet S = Snippet::cxx(Code + "struct P { P(int); P() : P(1) { g(); } ~P(); };");
  EXPECT_EQ(unwinding(S.facts("P::P"), "P::P(this, 1)"), Lines{"leaves"});
  EXPECT_EQ(unwinding(S.facts("P::P"), "g()"), (Lines{"P::~P(this)", "leaves"}));
}

TEST(Unwinding, AFunctionTryBlockIsATryBlockAroundTheBody) {
  EXPECT_EQ(way("void f() try { G a; g(); } catch (int) { }"),
            (Lines{"G::~G(&a)", "catch int", "leaves"}));
}

TEST(Unwinding, AFunctionTryBlockOfAConstructorDoesNotCatchItsInitialisersYet) {
  Snippet S = Snippet::cxx(
      Code + "struct P { G a; int n; P() try : a(1), n(value()) { g(); } catch (int) { h(); } };");
  EXPECT_EQ(unwinding(S.facts("P::P"), "value()"), (Lines{"G::~G(&this->a)", "leaves"}));
}

TEST(Unwinding, ACleanupFunctionRuns) {
  EXPECT_EQ(way("void c(int *); void f() { __attribute__((cleanup(c))) int x = 1; g(); }"),
            (Lines{"c(&x)", "leaves"}));
}

TEST(Unwinding, AByValueParameterIsDestroyed) {
  EXPECT_EQ(way("void f(G a) { g(); }"), (Lines{"G::~G(&a)", "leaves"}));
}

TEST(Unwinding, ATemporaryLivesToTheEndOfItsStatement) {
  EXPECT_EQ(way("void i(const G &); void f() { i(G(1)); }", "i(`&tmp2`)"),
            (Lines{"G::~G(&tmp2)", "leaves"}));
  EXPECT_EQ(way("void i(const G &) noexcept; void f() { i(G(1)); g(); }"), Lines{"leaves"});
}

TEST(Unwinding, AReferenceKeepsItsTemporaryAlive) {
  EXPECT_EQ(way("void f() { const G &a = G(1); g(); }"), (Lines{"G::~G(a)", "leaves"}));
}

TEST(Unwinding, ALoopBodyIsNewInEachRound) {
  EXPECT_EQ(way("void f(int n) { while (n--) { G a; g(); } h(); }"),
            (Lines{"G::~G(&a)", "leaves"}));
  EXPECT_EQ(way("void f(int n) { while (n--) { G a; g(); } h(); }", "h()"), Lines{"leaves"});
  EXPECT_EQ(way("void f(int n) { while (n--) { g(); G a; if (n == 2) continue; quiet(); } }"),
            Lines{"leaves"});
}

TEST(Unwinding, AfterABranchWithObjectsOfItsOwnTheyAreGone) {
  EXPECT_EQ(way("void f(int n) { G a; if (n) { G b; h(); } else { G c; h(); } g(); }"),
            (Lines{"G::~G(&a)", "leaves"}));
}

TEST(Unwinding, AnObjectThatIsReturnedIsDestroyedWhenItsFunctionThrows) {
  EXPECT_EQ(way("G f() { G a; g(); return a; }"), (Lines{"G::~G(&a)", "leaves"}));
}

TEST(Unwinding, ADeleterOrDestructorThrowsNothing) {
  EXPECT_EQ(way("void f() { G a; }", "G::~G(&a)"), Lines{"stays"});
}

TEST(Unwinding, ACodePathThatNeverThrowsHasNoPads) {
  FunctionFacts F = Snippet::cxx(Code + "void f() { quiet(); }").facts("f");
  EXPECT_EQ(F.Blocks.size(), 3u) << printFacts(F);
}

TEST(Unwinding, BlocksStayInReversePostOrder) {
  FunctionFacts F =
      Snippet::cxx(
          Code + "void f(int n) { while (n) { try { G a; g(); } catch (int) { continue; } h(); } }")
          .facts("f");
  size_t BackEdges = 0;
  for (size_t B = 0; B < F.Blocks.size(); ++B) {
    for (uint32_t Next : F.Blocks[B].Successors)
      BackEdges += Next != NoBlock && Next <= B;
    for (const Instruction &I : F.Blocks[B].Instructions)
      BackEdges += I.Unwind != NoBlock && I.Unwind <= B;
  }
  EXPECT_LE(BackEdges, 2u) << printFacts(F);
  EXPECT_TRUE(F.Blocks.back().Instructions.empty() && F.Blocks.back().Successors.empty());
}

TEST(Unwinding, DispatchTellsTypesInOrder) {
  FunctionFacts F = Snippet::cxx(Code + "void f() { try { g(); } catch (const std::logic_error &) "
                                        "{ h(); } catch (std::exception &) { h(); } }")
                        .facts("f");
  bool Found = false;
  for (size_t B = 0; B < F.Blocks.size(); ++B)
    if (F.Blocks[B].End == Terminator::Catch) {
      Found = true;
      EXPECT_TRUE(terminator(F, B).ends_with(" takes std::logic_error takes std::exception?"))
          << terminator(F, B);
      EXPECT_EQ(F.Blocks[B].Successors.size(), 3u);
    }
  EXPECT_TRUE(Found) << printFacts(F);
}

} // namespace
} // namespace connlint::test
