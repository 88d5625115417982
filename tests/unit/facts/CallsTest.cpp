// CallsTest.cpp - calls: names, argument positions, how arguments are passed.
#include "Lowered.h"

namespace connlint::test {
namespace {

const Instruction &callOf(const FunctionFacts &F, const std::string &Name) {
  for (const BlockFacts &B : F.Blocks)
    for (const Instruction &I : B.Instructions)
      if (I.Kind == Op::Call && I.Name == Name)
        return I;
  throw std::runtime_error("no call of " + Name);
}

TEST(Calls, ArgumentsComeBeforeTheirCall) {
  EXPECT_EQ(inC("int a(void); int g(int, int); void f(int x) { x = g(a(), 2); }"),
            (Lines{"#1 = a()", "#2 = g(#1, 2)", "x = #2"}));
}

TEST(Calls, AFunctionOfTheUnitIsNamedByItsUsr) {
  Snippet S = Snippet::c("void g(void) {} void h(void); void f(void) { g(); h(); }");
  EXPECT_EQ(callOf(S.facts("f"), "g").Usr, S.facts("g").Usr);
  EXPECT_EQ(callOf(S.facts("f"), "h").Usr, "");
}

TEST(Calls, AFunctionOfANamespaceHasItsQualifiedName) {
  EXPECT_EQ(inCxx("namespace n { void g(); } void f() { n::g(); }"), Lines{"#1 = n::g()"});
}

TEST(Calls, AFunctionWithCLinkageHasItsPlainName) {
  EXPECT_EQ(inCxx("namespace n { extern \"C\" void g(); } void f() { n::g(); }"),
            Lines{"#1 = g()"});
}

TEST(Calls, AMethodHasItsObjectAsFirstArgument) {
  EXPECT_EQ(inCxx("struct P { int m(int); }; void f(P &p, P *q) { p.m(1); q->m(2); }"),
            (Lines{"#1 = P::m(p, 1)", "#2 = P::m(q, 2)"}));
}

TEST(Calls, AStaticMethodHasNoObject) {
  EXPECT_EQ(inCxx("struct P { static int m(int); }; void f() { P::m(1); }"), Lines{"#1 = P::m(1)"});
}

TEST(Calls, InAMethodThisIsParameterZero) {
  Snippet S = Snippet::cxx("struct P { int x; int m(int y); }; int P::m(int y) { return x + y; }");
  EXPECT_EQ(S.of("P::m"), Lines{"return (this->x + y)"});
  EXPECT_EQ(S.facts("P::m").Variables.at(0).Name, "this");
  EXPECT_EQ(S.facts("P::m").Variables.at(1).ParameterIndex, 1u);
}

TEST(Calls, AMethodCalledWithoutObjectHasThis) {
  Snippet S = Snippet::cxx("struct P { void g(); void m() { g(); } };");
  EXPECT_EQ(S.of("P::m"), Lines{"#1 = P::g(this)"});
}

TEST(Calls, AnOperatorHasItsOperandsAsArguments) {
  EXPECT_EQ(inCxx("struct P { P &operator+=(int); }; void f(P &p) { p += 1; }"),
            Lines{"#1 = P::operator+=(p, 1)"});
}

TEST(Calls, AParameterToConstIsMarked) {
  EXPECT_EQ(inC("struct S; void g(const struct S *, struct S *); void f(struct S *s) { g(s, s); }"),
            Lines{"#1 = g(`s`, s)"});
  EXPECT_EQ(inCxx("struct P { void m() const; }; void f(P &p) { p.m(); }"),
            Lines{"#1 = P::m(`p`)"});
  EXPECT_EQ(inCxx("struct P { void operator()(const int &); }; void f(P &p, int x) { p(x); }"),
            Lines{"#1 = P::operator()(p, `&x`)"});
}

TEST(Calls, AVariadicCallHasAllItsArguments) {
  EXPECT_EQ(inC("int g(const char *, ...); void f(int x) { g(\"%d\", x, 2); }"),
            Lines{"#1 = g(`\"%d\"`, x, 2)"});
}

TEST(Calls, ACallThroughAPointerHasNoNameButAValue) {
  EXPECT_EQ(inC("void f(void (*p)(int)) { p(1); }"), Lines{"#1 = (p)(1)"});
  EXPECT_EQ(inC("struct S { void (*p)(int); }; void f(struct S *s) { s->p(1); }"),
            Lines{"#1 = (s->p)(1)"});
}

TEST(Calls, AReturnedStructIsMarked) {
  Snippet S = Snippet::c("struct S { int x; }; struct S g(void); int f(void) { return g().x; }");
  EXPECT_TRUE(callOf(S.facts("f"), "g").Aggregate);
}

TEST(Calls, BuiltinExpectIsItsArgument) {
  EXPECT_EQ(inC("int f(int x) { return __builtin_expect(x, 0); }"), Lines{"return x"});
}

TEST(Calls, ADefaultArgumentIsAnArgument) {
  EXPECT_EQ(inCxx("void g(int, int = 7); void f() { g(1); }"), Lines{"#1 = g(1, 7)"});
}

TEST(Calls, ACleanupIsACallWithTheAddressOfItsVariable) {
  EXPECT_EQ(inC("void c(int **); void f(int *p) {"
                "__attribute__((cleanup(c))) int *q = p; }"),
            (Lines{"declare q", "q = p", "#1 = c(&q)"}));
}

TEST(Calls, ACleanupRunsAfterTheReturnedValueIsRead) {
  EXPECT_EQ(inC("void c(int *); int f(void) { __attribute__((cleanup(c))) int x = 1; return x; }"),
            (Lines{"declare x", "x = 1", "return x", "#1 = c(&x)"}));
}

TEST(Calls, TheOperandOfSizeofIsNotCalled) {
  EXPECT_EQ(inC("int g(void); unsigned long f(void) { return sizeof(g()); }"), Lines{"return 4"});
}

} // namespace
} // namespace connlint::test
