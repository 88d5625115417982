// BrokenCodeTest.cpp - headers are missing all the time; what can be told must still be told.
#include "Lowered.h"

namespace connlint::test {
namespace {

Lines broken(const std::string &Code, bool IsCxx = false) {
  Snippet S = IsCxx ? Snippet::cxx(Code) : Snippet::c(Code);
  EXPECT_TRUE(S.hasErrors()) << "this is not broken";
  return S.of("f");
}

TEST(BrokenCode, ArgumentsBehindAMissingOneKeepTheirPositions) {
  EXPECT_EQ(broken("int g(int, int, int); void f(int x) { g(missing, x, 3); }"),
            Lines{"#1 = g(none, x, 3)"});
  EXPECT_EQ(broken("int g(int, int, int); void f(int x) { g(1, missing, x); }"),
            Lines{"#1 = g(1, none, x)"});
}

TEST(BrokenCode, CommasInsideArgumentsDoNotCount) {
  EXPECT_EQ(
      broken("int g(int, int); int k(int, int); void f(int x) { g(missing(1, 2)[3], x); }").back(),
      "#1 = g(none, x)");
}

TEST(BrokenCode, TooFewArgumentsAreStillACall) {
  EXPECT_EQ(broken("int g(int, int); void f(int x) { g(x); }"), Lines{"#1 = g(x)"});
}

TEST(BrokenCode, TooManyArgumentsAreStillACall) {
  EXPECT_EQ(broken("int g(int); void f(int x) { g(x, 2); }"), Lines{"#1 = g(x, 2)"});
}

TEST(BrokenCode, AnUndeclaredFunctionIsCalledByItsName) {
  EXPECT_EQ(broken("void f(int x) { x = PQunknown(x, 2); }"),
            (Lines{"#1 = PQunknown(x, 2)", "x = #1"}));
}

TEST(BrokenCode, StatementsAroundABrokenOneAreThere) {
  Lines L = broken("void g(int); void f(void) { g(1); Missing *m = 0; g(2); }");
  EXPECT_EQ(std::ranges::count(L, "#1 = g(1)"), 1);
  EXPECT_EQ(L.back(), "#2 = g(2)");
}

TEST(BrokenCode, AVariableOfAMissingTypeIsAnInt) {
  // Clang makes it an int; the value goes through it all the same.
  Lines L = broken("int *g(void); void k(int *); Missing *v; void f(void) { v = g(); k(v); }");
  EXPECT_EQ(std::ranges::count(L, "#1 = g()"), 1);
}

TEST(BrokenCode, AnAssignmentThatDoesNotTypeCheckIsNoCrash) {
  Lines L = broken("struct S { int x; }; int g(void); void f(struct S s) { s = g(); }");
  EXPECT_EQ(std::ranges::count(L, "#1 = g()"), 1);
}

TEST(BrokenCode, AMissingFieldIsNoCrash) {
  Lines L =
      broken("struct S { int x; }; void g(int); void f(struct S *s) { g(s->missing); g(1); }");
  EXPECT_TRUE(L.back().ends_with("= g(1)"));
}

TEST(BrokenCode, AMissingMethodIsNoCrash) {
  Lines L = broken("struct S {}; void g(int); void f(S s) { s.missing(1); g(1); }", true);
  EXPECT_TRUE(L.back().ends_with("= g(1)"));
}

TEST(BrokenCode, DeletingWhatIsNotDeclaredIsNoCrash) {
  Lines L = broken("struct S {}; void g(int); void f() { S s; delete missing; g(1); }", true);
  EXPECT_TRUE(L.back().ends_with("= g(1)"));
}

TEST(BrokenCode, ABaseClassThatIsNotThereIsNoCrash) {
  Lines L =
      broken("struct B; void g(int); struct D : B { ~D(); D(int n) : B(n, missing) { g(1); } };"
             " void f() { g(1); }",
             true);
  EXPECT_TRUE(L.back().ends_with("= g(1)"));
}

} // namespace
} // namespace connlint::test
