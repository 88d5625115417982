// InitializersTest.cpp - declarations, init lists, compound literals.
#include "Lowered.h"

namespace connlint::test {
namespace {

const std::string S = "struct S { int x, y; int *p; };\n";

TEST(Initializers, AVariableIsDeclaredAndThenStored) {
  EXPECT_EQ(inC("void f(int y) { int x = y; }"), (Lines{"declare x", "x = y"}));
}

TEST(Initializers, AVariableWithoutInitialiserIsOnlyDeclared) {
  EXPECT_EQ(inC("void f(void) { int x; }"), Lines{"declare x"});
}

TEST(Initializers, AnInitListZeroesTheStructAndStoresItsFields) {
  EXPECT_EQ(inC(S + "void f(void) { struct S s = {1, 2}; }"),
            (Lines{"declare s", "zero s", "s.x = 1", "s.y = 2"}));
}

TEST(Initializers, AnEmptyInitListOnlyZeroes) {
  EXPECT_EQ(inC(S + "void f(void) { struct S s = {}; }"), (Lines{"declare s", "zero s"}));
}

TEST(Initializers, DesignatedInitialisersNameTheirField) {
  EXPECT_EQ(inC(S + "void f(void) { struct S s = {.y = 2}; }"),
            (Lines{"declare s", "zero s", "s.y = 2"}));
}

TEST(Initializers, NestedListsGoDeeper) {
  EXPECT_EQ(inC("struct T { struct { int z; } in; int a[2]; };"
                "void f(void) { struct T t = {{1}, {2, 3}}; }"),
            (Lines{"declare t", "zero t", "zero t.in", "t.in.z = 1", "zero t.a", "t.a[0] = 2",
                   "t.a[1] = 3"}));
}

TEST(Initializers, AnArrayStoresItsElements) {
  EXPECT_EQ(inC("void f(int x) { int a[3] = {[1] = x}; }"),
            (Lines{"declare a", "zero a", "a[1] = x"}));
}

TEST(Initializers, AUnionStoresTheFieldThatIsNamed) {
  EXPECT_EQ(inC("union U { int i; int *p; }; void f(int *q) { union U u = {.p = q}; }"),
            (Lines{"declare u", "zero u", "u.p = q"}));
}

TEST(Initializers, ACompoundLiteralIsATemporary) {
  EXPECT_EQ(inC(S + "void g(struct S *); void f(void) { g(&(struct S){.x = 1}); }"),
            (Lines{"declare tmp", "zero tmp", "tmp.x = 1", "#1 = g(&tmp)"}));
}

TEST(Initializers, AVariableFromACompoundLiteralIsACopyOfIt) {
  EXPECT_EQ(inC(S + "void f(void) { struct S s = (struct S){.x = 1}; }"),
            (Lines{"declare s", "declare tmp", "zero tmp", "tmp.x = 1", "s = tmp"}));
}

TEST(Initializers, AStructIsCopiedAsAWhole) {
  EXPECT_EQ(inC(S + "void f(struct S a) { struct S b = a; }"), (Lines{"declare b", "b = a"}));
}

TEST(Initializers, BracesAroundAScalarAreNotThere) {
  EXPECT_EQ(inC("void f(int y) { int x = {y}; }"), (Lines{"declare x", "x = y"}));
  EXPECT_EQ(inCxx("void f(int *y) { int *x{y}; }"), (Lines{"declare x", "x = y"}));
}

/// Imprecise: they are zero.
TEST(Initializers, EmptyBracesOfAScalarAreUnknown) {
  EXPECT_EQ(inCxx("void f() { int *x{}; }"), (Lines{"declare x", "x = ?"}));
}

TEST(Initializers, ATextFillsAnArray) {
  EXPECT_EQ(inC("void f(void) { char a[] = \"ab\"; }"), (Lines{"declare a", "a = \"ab\""}));
}

TEST(Initializers, MemberInitialisersStoreIntoThis) {
  Snippet P = Snippet::cxx("struct P { int *p; int n = 3; P(int *q) : p(q) {} };");
  EXPECT_EQ(P.of("P::P"), (Lines{"this->p = q", "this->n = 3"}));
}

TEST(Initializers, ATypeIsNamedByWhatIsBehindItsPointers) {
  Snippet P = Snippet::c("typedef struct pg_conn PGconn; typedef struct st *handle;"
                         "void f(PGconn **a, handle b, int c) {}");
  const std::vector<VariableFacts> &V = P.facts("f").Variables;
  EXPECT_EQ(V.at(0).TypeName, "PGconn");
  EXPECT_EQ(V.at(1).TypeName, "st");
  EXPECT_EQ(V.at(2).TypeName, "");
}

} // namespace
} // namespace connlint::test
