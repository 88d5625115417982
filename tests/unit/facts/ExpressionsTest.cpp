// ExpressionsTest.cpp - assignments, arithmetic, pointers, casts.
#include "Lowered.h"

namespace connlint::test {
namespace {

TEST(Expressions, AnAssignmentStoresTheValue) {
  EXPECT_EQ(inC("void f(int x, int y) { x = y; }"), Lines{"x = y"});
}

TEST(Expressions, AnAssignmentIsAValue) {
  EXPECT_EQ(inC("void f(int x, int y) { x = y = 1; }"), (Lines{"y = 1", "x = 1"}));
}

TEST(Expressions, AnAssignmentInCxxIsAnObject) {
  EXPECT_EQ(inCxx("void f(int x, int y) { (x = 1) = y; }"), (Lines{"x = 1", "x = y"}));
}

TEST(Expressions, ACompoundAssignmentReadsAndWrites) {
  EXPECT_EQ(inC("void f(int x) { x += 2; }"), Lines{"x = (x + 2)"});
}

TEST(Expressions, IncrementGivesTheNewOrTheOldValue) {
  EXPECT_EQ(inC("int f(int x) { return ++x; }"), (Lines{"x = (x + 1)", "return (x + 1)"}));
  EXPECT_EQ(inC("int f(int x) { return x++; }"), (Lines{"x = (x + 1)", "return x"}));
  EXPECT_EQ(inC("int f(int x) { return x--; }"), (Lines{"x = (x + -1)", "return x"}));
}

TEST(Expressions, PointerArithmeticIsAnElement) {
  EXPECT_EQ(inC("int f(int *p, int i) { return *(p + i); }"), Lines{"return p[i]"});
  EXPECT_EQ(inC("int f(int *p) { return *(2 + p); }"), Lines{"return p[2]"});
}

TEST(Expressions, SubtractingFromAPointerGivesAnUnknownElement) {
  EXPECT_EQ(inC("int f(int *p, int i) { return *(p - i); }"), Lines{"return p[?]"});
}

TEST(Expressions, MovingAPointerStoresTheElement) {
  EXPECT_EQ(inC("void f(int *p) { p += 2; }"), Lines{"p = &p[2]"});
  EXPECT_EQ(inC("void f(int *p) { p -= 2; }"), Lines{"p = &p[?]"});
  EXPECT_EQ(inC("void f(int *p) { p++; }"), Lines{"p = &p[1]"});
}

TEST(Expressions, ADistanceBetweenPointersIsNoElement) {
  EXPECT_EQ(inC("long f(int *p, int *q) { return p - q; }"), Lines{"return (p - q)"});
}

TEST(Expressions, ASubscriptIsAnElement) {
  EXPECT_EQ(inC("void f(int i) { int a[4]; a[i] = 1; }"), (Lines{"declare a", "a[i] = 1"}));
  EXPECT_EQ(inC("int f(int *p) { return 2[p]; }"), Lines{"return p[2]"});
}

TEST(Expressions, FieldsOfObjectsAndOfPointers) {
  const char *S = "struct S { int x; struct { int y; }; struct T { int z; } t; };";
  EXPECT_EQ(inC(std::string(S) + "void f(struct S s) { s.x = 1; }"), Lines{"s.x = 1"});
  EXPECT_EQ(inC(std::string(S) + "void f(struct S *s) { s->t.z = 1; }"), Lines{"s->t.z = 1"});
  EXPECT_EQ(inC(std::string(S) + "void f(struct S *s) { s->y = 1; }"), Lines{"s->y = 1"})
      << "an anonymous struct is no step";
}

TEST(Expressions, AddressAndDereferenceCancelOut) {
  EXPECT_EQ(inC("int *f(int x) { return &*&x; }"), Lines{"return &x"});
  EXPECT_EQ(inC("void f(int **p) { **p = 1; }"), Lines{"**p = 1"});
}

TEST(Expressions, AReferenceHoldsAnAddress) {
  EXPECT_EQ(inCxx("void f(int &r) { r = 1; }"), Lines{"*r = 1"});
  EXPECT_EQ(inCxx("void f(int x) { int &r = x; r = 1; }"),
            (Lines{"declare r", "r = &x", "*r = 1"}));
}

TEST(Expressions, AStaticLocalIsAGlobalOfItsFunction) {
  Snippet S = Snippet::c("int f(void) { static int x = 1; return x; }");
  EXPECT_EQ(S.of("f"), Lines{"return f.x"});
  const VariableFacts &V = S.facts("f").Variables.at(0);
  EXPECT_EQ(V.Kind, VariableKind::Global);
  EXPECT_TRUE(V.Internal);
}

TEST(Expressions, AStaticGlobalIsInternal) {
  Snippet S = Snippet::c("static int a; int b; int f(void) { return a + b; }");
  EXPECT_EQ(S.of("f"), Lines{"return (a + b)"});
  EXPECT_TRUE(S.facts("f").Variables.at(0).Internal);
  EXPECT_FALSE(S.facts("f").Variables.at(1).Internal);
}

TEST(Expressions, AConstantGlobalIsItsNumber) {
  EXPECT_EQ(inC("static const int N = 3; int f(void) { return N; }"), Lines{"return 3"});
}

TEST(Expressions, AnEnumeratorIsItsNumber) {
  EXPECT_EQ(inC("enum { A = 7 }; int f(void) { return A; }"), Lines{"return 7"});
}

TEST(Expressions, SizeofIsANumber) {
  EXPECT_EQ(inC("unsigned long f(void) { return sizeof(char[3]); }"), Lines{"return 3"});
}

TEST(Expressions, NegativeNumbersAndComplementsAreNumbers) {
  EXPECT_EQ(inC("int f(void) { return -1; }"), Lines{"return -1"});
  EXPECT_EQ(inC("int f(void) { return ~3; }"), Lines{"return -4"});
  EXPECT_EQ(inC("int f(int x) { return -x; }"), Lines{"return (0 - x)"});
  EXPECT_EQ(inC("int f(int x) { return ~x; }"), Lines{"return (x ^ -1)"});
}

TEST(Expressions, NullIsZeroInAllItsForms) {
  EXPECT_EQ(inC("void *f(void) { return (void *)0; }"), Lines{"return 0"});
  EXPECT_EQ(inCxx("void *f() { return nullptr; }"), Lines{"return 0"});
  EXPECT_EQ(inCxx("void *f() { return __null; }"), Lines{"return 0"});
}

TEST(Expressions, CastsOfPointersKeepTheValue) {
  EXPECT_EQ(inC("char *f(void *p) { return (char *)p; }"), Lines{"return p"});
  EXPECT_EQ(inCxx("char *f(void *p) { return static_cast<char *>(p); }"), Lines{"return p"});
  EXPECT_EQ(inC("long f(void *p) { return (long)p; }"), Lines{"return p"});
}

TEST(Expressions, APointerAsBoolIsAComparison) {
  EXPECT_EQ(inCxx("bool f(void *p) { return p; }"), Lines{"return (p != 0)"});
}

TEST(Expressions, FloatingNumbersAreUnknown) {
  EXPECT_EQ(inC("int f(double d) { return d; }"), Lines{"return ?"});
  EXPECT_EQ(inC("double f(double d) { return d * 2; }"), Lines{"return ?"});
}

TEST(Expressions, AStructIsLoadedAsAWhole) {
  Snippet S = Snippet::c("struct S { int x; }; void f(struct S a, struct S b) { a = b; }");
  EXPECT_EQ(S.of("f"), Lines{"a = b"});
  bool Whole = false;
  for (const Instruction &I : S.facts("f").Blocks.at(1).Instructions)
    Whole |= I.Kind == Op::Load && I.Aggregate;
  EXPECT_TRUE(Whole);
}

TEST(Expressions, AStringIsAText) {
  EXPECT_EQ(inC("const char *f(void) { return \"a\\\"b\"; }"), Lines{"return \"a\"b\""});
}

TEST(Expressions, AWideStringIsATextThatSaysNothing) {
  EXPECT_EQ(inC("int *f(void) { return L\"abc\"; }"), Lines{"return \"\""});
}

TEST(Expressions, ACommaIsItsRightSide) {
  EXPECT_EQ(inC("int f(int x) { return x = 1, x + 2; }"), (Lines{"x = 1", "return (x + 2)"}));
}

TEST(Expressions, AFunctionIsAValue) {
  EXPECT_EQ(inC("void g(void); void f(void (**p)(void)) { *p = g; }"), Lines{"*p = g"});
  EXPECT_EQ(inC("void g(void); void f(void (**p)(void)) { *p = &g; }"), Lines{"*p = g"});
}

TEST(Expressions, AGenericSelectionIsTheChosenExpression) {
  EXPECT_EQ(inC("int f(int x) { return _Generic(x, int: 1, default: 2); }"), Lines{"return 1"});
}

TEST(Expressions, WhatALambdaCapturesIsAFieldOfTheClosure) {
  Lines L = inCxx("void f(int *p) { auto l = [p] { return *p; }; }");
  EXPECT_EQ(std::ranges::count(L, "tmp.p = p"), 1) << ::testing::PrintToString(L);
}

TEST(Expressions, WhatGoesIntoAConstructorIsItsArgument) {
  Lines L = inCxx("struct H { H(int *); ~H(); }; void f(int *p) { H h(p); }");
  EXPECT_EQ(std::ranges::count(L, "#1 = H::H(&h, p)"), 1) << ::testing::PrintToString(L);
  EXPECT_EQ(std::ranges::count(L, "#2 = H::~H(&h)"), 1) << ::testing::PrintToString(L);
}

TEST(Expressions, AThrowLeaves) { EXPECT_EQ(inCxx("void f() { throw 1; }").back(), "throw int"); }

} // namespace
} // namespace connlint::test
