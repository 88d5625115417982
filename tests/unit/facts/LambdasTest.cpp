// LambdasTest.cpp - closures: what they capture, and what their bodies see of it.
#include "Lowered.h"

namespace connlint::test {
namespace {

/// The sentences of a function without the declarations, which stand where Clang has them.
Lines doing(const Snippet &S, const std::string &Function = "f") {
  Lines L = S.of(Function);
  std::erase_if(L, [](const std::string &Line) { return Line.starts_with("declare "); });
  return L;
}

const std::string Use = "void use(int); void keep(int *);\n";

TEST(Lambdas, ACaptureByValueIsAFieldWithTheValue) {
  Snippet S = Snippet::cxx(Use + "void f(int x) { auto l = [x] { use(x); }; l(); }");
  EXPECT_EQ(doing(S),
            (Lines{"tmp.x = x", "tmp.$call = f::operator()", "l = tmp", "#1 = f::operator()(&l)"}));
  EXPECT_EQ(S.of("f::operator()"), Lines{"#1 = use(this->x)"});
}

TEST(Lambdas, ACaptureByReferenceIsAFieldWithTheAddress) {
  Snippet S = Snippet::cxx(Use + "void f(int x) { auto l = [&x] { x = 1; }; l(); }");
  EXPECT_EQ(doing(S).at(0), "tmp.x = &x");
  EXPECT_EQ(S.of("f::operator()"), Lines{"*this->x = 1"});
}

TEST(Lambdas, ADefaultCaptureCapturesWhatIsUsed) {
  EXPECT_EQ(doing(Snippet::cxx(Use + "void f(int x, int y) { [=] { use(y); }(); }")).at(0),
            "tmp2.y = y");
  EXPECT_EQ(doing(Snippet::cxx(Use + "void f(int x, int y) { [&] { use(y); }(); }")).at(0),
            "tmp2.y = &y");
}

TEST(Lambdas, AReferenceThatIsCapturedIsTheObjectItRefersTo) {
  EXPECT_EQ(doing(Snippet::cxx(Use + "void f(int &x) { [&x] { x = 1; }(); }")).at(0), "tmp2.x = x");
  EXPECT_EQ(doing(Snippet::cxx(Use + "void f(int &x) { [x] { use(x); }(); }")).at(0),
            "tmp2.x = *x");
}

TEST(Lambdas, AnInitCaptureHasANameOfItsOwn) {
  Snippet S = Snippet::cxx(Use + "void f(int *p) { auto l = [q = p] { keep(q); }; }");
  EXPECT_EQ(doing(S).at(0), "tmp.q = p");
  EXPECT_EQ(S.of("f::operator()"), Lines{"#1 = keep(this->q)"});
}

TEST(Lambdas, AnInitCaptureMayMove) {
  Lines L =
      doing(Snippet::cxx("#include <std.h>\nstruct C; struct Close { void operator()(C *) const; };"
                         "using Owner = std::unique_ptr<C, Close>; void use(C *);"
                         "void f(Owner &a) { auto l = [o = std::move(a)] { use(o.get()); }; }"));
  EXPECT_EQ(Lines(L.begin(), L.begin() + 4),
            (Lines{"tmp.$ptr = a->$ptr", "tmp.$del = a->$del", "a->$ptr = 0", "tmp2.o = tmp"}))
      << ::testing::PrintToString(L);
}

TEST(Lambdas, ThisIsCapturedAsAPointerOrAsACopy) {
  Snippet S = Snippet::cxx("struct P { int x; void m() { [this] { x = 1; }(); } };");
  EXPECT_EQ(doing(S, "P::m").at(0), "tmp2.this = this");
  EXPECT_EQ(S.of("P::m::operator()"), Lines{"this->this->x = 1"});
  S = Snippet::cxx("struct P { int x; void m() { [*this]() mutable { x = 1; }(); } };");
  EXPECT_EQ(doing(S, "P::m").at(1), "tmp3.this = tmp");
  EXPECT_EQ(S.of("P::m::operator()"), Lines{"this->this.x = 1"});
}

TEST(Lambdas, ANestedLambdaCapturesFromTheOuterClosure) {
  Snippet S =
      Snippet::cxx(Use + "void f(int x) { auto l = [&] { auto m = [&] { x = 1; }; m(); }; l(); }");
  EXPECT_EQ(doing(S).at(0), "tmp.x = &x");
  EXPECT_EQ(doing(S, "f::operator()").at(0), "tmp.x = this->x");
  EXPECT_EQ(S.of("f::operator()::operator()"), Lines{"*this->x = 1"});
}

TEST(Lambdas, ParametersAndLocalsAreNotCaptures) {
  Snippet S = Snippet::cxx(Use + "void f() { auto l = [](int x) { int y = x; use(y); }; l(3); }");
  EXPECT_EQ(S.of("f::operator()"), (Lines{"declare y", "y = x", "#1 = use(y)"}));
  EXPECT_EQ(S.of("f").back(), "#1 = f::operator()(&l, 3)");
}

TEST(Lambdas, AGenericLambdaHasABodyPerCall) {
  Snippet S = Snippet::cxx(Use + "void f(int *p) { auto l = [](auto x) { keep(x); }; l(p); }");
  EXPECT_EQ(S.of("f").back(), "#1 = f::operator()(&l, p)");
  EXPECT_EQ(S.of("f::operator()"), Lines{"#1 = keep(x)"});
}

TEST(Lambdas, ACallKnowsTheBodyByItsUsr) {
  Snippet S = Snippet::cxx(Use + "void f(int x) { auto l = [x] { use(x); }; l(); }");
  bool Found = false;
  for (const BlockFacts &B : S.facts("f").Blocks)
    for (const Instruction &I : B.Instructions)
      Found |= I.Kind == Op::Call && I.Usr == S.facts("f::operator()").Usr;
  EXPECT_TRUE(Found) << printFacts(S.facts("f"));
}

TEST(Lambdas, ALambdaBecomesAPointerToItsFunction) {
  Snippet S = Snippet::cxx(Use + "void f() { void (*p)(int) = [](int x) { use(x); }; p(1); }");
  EXPECT_EQ(S.of("f").back(), "#1 = (p)(1)") << ::testing::PrintToString(S.of("f"));
}

TEST(Lambdas, AnAlgorithmRunsItAtOnce) {
  Lines L =
      inCxx("#include <std.h>\nvoid use(int);"
            "void f(int *b, int *e, int n) { std::for_each(b, e, [n](int x) { use(x + n); }); }");
  EXPECT_EQ(std::ranges::count_if(L,
                                  [](const std::string &Line) {
                                    return Line.find("f::operator()(`&tmp`, ?)") != Line.npos ||
                                           Line.find("f::operator()(&tmp, ?)") != Line.npos;
                                  }),
            1)
      << ::testing::PrintToString(L);
}

TEST(Lambdas, AFunctorIsAnObjectWithACallOperator) {
  EXPECT_EQ(inCxx("struct P { int n; void operator()(int); }; void f(int x) { P p{x}; p(1); }"),
            (Lines{"declare p", "zero p", "p.n = x", "#1 = P::operator()(&p, 1)"}));
}

TEST(Lambdas, ABlockMayUseWhatItHasCapturedAtAnyTime) {
  // Not even where the compiler was not told that there are blocks.
  Snippet S = Snippet::c("void g(int *); void f(int *p) { void *b = (void *)^{ g(p); }; }");
  EXPECT_EQ(S.of("f"), (Lines{"declare b", "capture &p", "b = ?"}));
}

} // namespace
} // namespace connlint::test
