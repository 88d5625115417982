// ObjectsTest.cpp - objects are made, copied, moved, assigned and destroyed.
#include "Lowered.h"

namespace connlint::test {
namespace {

/// The sentences of f, as of a unit that does not speak of exceptions.
Lines told(const std::string &Code) { return Snippet::withoutExceptions(Code).of("f"); }

/// A guard whose special members somebody wrote.
const std::string G = "struct G { G(); G(int); G(const G &); G(G &&); G &operator=(const G &);"
                      "G &operator=(G &&); ~G(); int *p; };\n";
/// A class that leaves all of them to the compiler.
const std::string H = G + "struct H { int *q; G g; };\n";
const std::string Use = "void use(int); void take(G); G make();\n";

TEST(Objects, AConstructorIsACallWithTheObjectFirst) {
  EXPECT_EQ(told(G + "void f(int x) { G g(x); }"),
            (Lines{"declare g", "#1 = G::G(&g, x)", "#2 = G::~G(&g)"}));
  EXPECT_EQ(told(G + "void f(int x) { G g{x}; }"),
            (Lines{"declare g", "#1 = G::G(&g, x)", "#2 = G::~G(&g)"}));
  EXPECT_EQ(told(G + "void f() { G g; }"), (Lines{"declare g", "#1 = G::G(&g)", "#2 = G::~G(&g)"}));
}

TEST(Objects, AnElidedCopyIsNotMade) {
  EXPECT_EQ(told(G + "void f(int x) { G g = G(x); }"),
            (Lines{"declare g", "#1 = G::G(&g, x)", "#2 = G::~G(&g)"}));
  EXPECT_EQ(told(G + "void f(int x) { G g = x; }"),
            (Lines{"declare g", "#1 = G::G(&g, x)", "#2 = G::~G(&g)"}));
}

TEST(Objects, AWrittenCopyOrMoveIsItsConstructor) {
  EXPECT_EQ(told(G + "void f(G &a) { G g = a; }").at(1), "#1 = G::G(&g, `a`)");
  EXPECT_EQ(told(G + "void f(G &a) { G g = static_cast<G &&>(a); }").at(1), "#1 = G::G(&g, a)");
}

TEST(Objects, AWrittenAssignmentIsItsOperator) {
  EXPECT_EQ(told(G + "void f(G &a, G &b) { a = b; }"), Lines{"#1 = G::operator=(a, `b`)"});
  EXPECT_EQ(told(G + "void f(G &a, G &b) { a = static_cast<G &&>(b); }"),
            Lines{"#1 = G::operator=(a, b)"});
}

TEST(Objects, AnImplicitCopyGoesPartByPart) {
  EXPECT_EQ(told(H + "void f(H &a) { H h = a; }"),
            (Lines{"declare h", "h.q = a->q", "#1 = G::G(&h.g, `&a->g`)", "#2 = G::~G(&h.g)"}));
}

TEST(Objects, AnImplicitMoveMovesItsParts) {
  EXPECT_EQ(told("struct M { M(M &&); ~M(); }; struct N { M m; int x; };"
                 "void f(N &a) { N n = static_cast<N &&>(a); }"),
            (Lines{"declare n", "#1 = M::M(&n.m, &a->m)", "n.x = a->x", "#2 = M::~M(&n.m)"}));
}

TEST(Objects, ADefaultedCopyIsAnImplicitOne) {
  EXPECT_EQ(told(G + "struct D { G g; D(const D &) = default; };"
                     "void f(D &a) { D d = a; }"),
            (Lines{"declare d", "#1 = G::G(&d.g, `&a->g`)", "#2 = G::~G(&d.g)"}));
}

TEST(Objects, AnImplicitAssignmentGoesPartByPart) {
  EXPECT_EQ(told(H + "void f(H &a, H &b) { a = b; }"),
            (Lines{"a->q = b->q", "#1 = G::operator=(&a->g, `&b->g`)"}));
}

TEST(Objects, ATrivialCopyIsACopyOfTheWhole) {
  EXPECT_EQ(told("struct T { int *p; int n; }; void f(T &a) { T t = a; t = a; }"),
            (Lines{"declare t", "t = *a", "t = *a"}));
}

TEST(Objects, BasesAreCopiedBeforeMembers) {
  EXPECT_EQ(told(G + "struct B : G { int *q; }; void f(B &a) { B b = a; }"),
            (Lines{"declare b", "#1 = G::G(&b, `a`)", "b.q = a->q", "capture b.p"}));
}

TEST(Objects, AReferenceMemberIsCopiedAsAnAddress) {
  EXPECT_EQ(told(G + "struct R { int &r; G g; }; void f(R &a) { R b = a; }"),
            (Lines{"declare b", "b.r = a->r", "#1 = G::G(&b.g, `&a->g`)", "#2 = G::~G(&b.g)"}));
}

TEST(Objects, AnImplicitDefaultConstructorRunsInClassInitialisers) {
  EXPECT_EQ(told(G + "struct D { int *p = nullptr; int n = 3; int raw; G g; G h{7}; };"
                     "void f() { D d; }"),
            (Lines{"declare d", "d.p = 0", "d.n = 3", "#1 = G::G(&d.g)", "#2 = G::G(&d.h, 7)",
                   "#3 = G::~G(&d.h)", "#4 = G::~G(&d.g)"}));
}

TEST(Objects, EmptyBracesZeroFirst) {
  EXPECT_EQ(told("struct D { D() = default; int *p; int n = 3; virtual void v(); };"
                 "void f() { D d{}; }"),
            (Lines{"declare d", "zero d", "d.n = 3"}));
}

TEST(Objects, AnAggregateRunsTheInitialisersItsListLeavesOut) {
  EXPECT_EQ(told("struct D { int a; int n = 3; }; void f() { D d{1}; }"),
            (Lines{"declare d", "zero d", "d.a = 1", "d.n = 3"}));
}

TEST(Objects, AConstructorRunsInitialisersThenItsBody) {
  Snippet S = Snippet::withoutExceptions(
      "void g(); struct P { int *p = nullptr; int n; P(int x) : n(x) { g(); } };");
  EXPECT_EQ(S.of("P::P"), (Lines{"this->p = 0", "this->n = x", "#1 = g()"}));
  EXPECT_TRUE(S.facts("P::P").IsConstructor);
}

TEST(Objects, BasesAreMadeBeforeMembers) {
  Snippet S = Snippet::withoutExceptions(
      G + "struct V { V(int) { } }; struct B : V { G m; B(int x) : V(1), m(x) {} };");
  EXPECT_EQ(S.of("B::B"), (Lines{"#1 = V::V(this, 1)", "#2 = G::G(&this->m, x)"}));
}

TEST(Objects, ABaseThatIsNotSeenKnowsOnlyItself) {
  Snippet S =
      Snippet::withoutExceptions(G + "struct B : G { int *q; B(int x) : G(x) {} ~B() {} };");
  EXPECT_EQ(S.of("B::B"), Lines{"#1 = G::G(?, x)"});
  EXPECT_EQ(S.of("B::~B"), Lines{"capture this->p"});
}

TEST(Objects, BracesAroundAnObjectAreNoOtherObject) {
  EXPECT_EQ(told(G + "G make(); void f() { G a{make()}; }"),
            (Lines{"#1 = make()", "declare a", "a = #1", "#2 = G::~G(&a)"}));
}

TEST(Objects, AnExceptionOnlyLooksAtWhatItIsMadeOf) {
  const std::string Code = "namespace std { struct exception { virtual ~exception(); }; } "
                           "struct E : std::exception { E(int *p); }; "
                           "void f(int *p) { E e(p); }";
  Snippet S = Snippet::withoutExceptions(Code);
  const Instruction *Made = nullptr;
  for (const BlockFacts &B : S.facts("f").Blocks)
    for (const Instruction &I : B.Instructions)
      if (I.Name == "E::E")
        Made = &I;
  ASSERT_TRUE(Made);
  EXPECT_FALSE(Made->Args.at(0).ToConst);
  EXPECT_TRUE(Made->Args.at(1).ToConst);
}

TEST(Objects, ADelegatingConstructorIsNoConstructor) {
  Snippet S = Snippet::withoutExceptions("struct P { P(int); P() : P(3) {} };");
  EXPECT_EQ(S.of("P::P"), Lines{"#1 = P::P(this, 3)"});
  EXPECT_FALSE(S.facts("P::P").IsConstructor) << "once it has delegated, the object is there";
}

TEST(Objects, LocalsGoInReverseOrder) {
  EXPECT_EQ(told(G + "void f() { G a; { G b; } G c; }"),
            (Lines{"declare a", "#1 = G::G(&a)", "declare b", "#2 = G::G(&b)", "#3 = G::~G(&b)",
                   "declare c", "#4 = G::G(&c)", "#5 = G::~G(&c)", "#6 = G::~G(&a)"}));
}

TEST(Objects, AReturnDestroysAfterItsValueIsRead) {
  EXPECT_EQ(told(G + "int *f() { G a; return a.p; }"),
            (Lines{"declare a", "#1 = G::G(&a)", "return a.p", "#2 = G::~G(&a)"}));
}

TEST(Objects, ADestructorDestroysMembersThenBases) {
  Snippet S = Snippet::withoutExceptions(
      G + "void g(); struct V { ~V() { } }; struct B : V { G m, n; int *p; ~B() { g(); } };");
  EXPECT_EQ(S.of("B::~B"), (Lines{"#1 = g()", "#2 = G::~G(&this->n)", "#3 = G::~G(&this->m)",
                                  "#4 = V::~V(this)"}));
}

TEST(Objects, AnImplicitDestructorDestroysItsPartsInReverse) {
  EXPECT_EQ(told(G + "struct D { G a; int x; G b; }; void f(int n) { D d; }").back(),
            "#4 = G::~G(&d.a)");
}

TEST(Objects, WhatIsNeverDestroyedInCodeIsNotTold) {
  EXPECT_EQ(told("struct T { int x; }; void f() { T t; }"), Lines{"declare t"});
}

TEST(Objects, ALoopDestroysOnEveryWayOutOfItsBody) {
  FunctionFacts F =
      Snippet::withoutExceptions(G + "bool a(); void f() { while (a()) { G g; if (a()) continue;"
                                     "if (a()) break; } }")
          .facts("f");
  Lines All = sentences(F);
  EXPECT_EQ(std::ranges::count_if(All, [](const std::string &L) { return L.ends_with("~G(&g)"); }),
            3)
      << printFacts(F);
}

TEST(Objects, AGotoOutOfAScopeDestroys) {
  EXPECT_EQ(told(G + "void f() { { G g; goto out; } out:; }"),
            (Lines{"declare g", "#1 = G::G(&g)", "#2 = G::~G(&g)"}));
}

TEST(Objects, TheReturnedLocalIsNotDestroyed) {
  EXPECT_EQ(told(G + "G f() { G g; return g; }"),
            (Lines{"declare g", "#1 = G::G(&g)", "declare tmp", "tmp = g", "return tmp"}));
}

TEST(Objects, AnotherReturnOfTheSameFunctionDestroysTheLocal) {
  EXPECT_EQ(told(G + "G f(bool b) { G g; if (b) return G(1); return g; }"),
            (Lines{"declare g", "#1 = G::G(&g)", "declare tmp", "#2 = G::G(&tmp, 1)", "return tmp",
                   "#3 = G::~G(&g)", "declare tmp2", "#4 = G::G(&tmp2, &g)", "return tmp2",
                   "#5 = G::~G(&g)"}))
      << "so the other one moves it out";
}

TEST(Objects, AReturnedObjectIsMadeInATemporary) {
  EXPECT_EQ(told(G + "G f(int x) { return G(x); }"),
            (Lines{"declare tmp", "#1 = G::G(&tmp, x)", "return tmp"}));
}

TEST(Objects, AReturnedParameterIsMovedOut) {
  EXPECT_EQ(told(G + "G f(G g) { return g; }"),
            (Lines{"declare tmp", "#1 = G::G(&tmp, &g)", "return tmp", "#2 = G::~G(&g)"}));
}

TEST(Objects, AByValueArgumentIsMadeByTheCallerAndDestroyedByTheCallee) {
  Snippet S = Snippet::withoutExceptions(G + Use + "void take(G g) {} void f() { take(G(1)); }");
  EXPECT_EQ(S.of("take"), Lines{"#1 = G::~G(&g)"}) << "also without a return statement";
  EXPECT_EQ(S.of("f"), (Lines{"declare tmp", "#1 = G::G(&tmp, 1)", "#2 = take(tmp)"}));
}

TEST(Objects, ParametersAreDestroyedOnEveryWayOut) {
  FunctionFacts F =
      Snippet::withoutExceptions(
          G + "void g(); void f(G a, G b, int n) { if (n == 1) return; if (n == 2) g(); }")
          .facts("f");
  EXPECT_EQ(sentences(F), (Lines{"return", "#1 = G::~G(&b)", "#2 = G::~G(&a)", "#3 = g()",
                                 "#4 = G::~G(&b)", "#5 = G::~G(&a)"}))
      << printFacts(F);
}

TEST(Objects, AByValueArgumentOfAnLvalueIsACopy) {
  EXPECT_EQ(told(G + Use + "void f(G &a) { take(a); }"),
            (Lines{"declare tmp", "#1 = G::G(&tmp, `a`)", "#2 = take(tmp)"}));
}

TEST(Objects, AVariableFromACallIsTheValueOfTheCall) {
  EXPECT_EQ(told(G + Use + "void f() { G g = make(); }"),
            (Lines{"#1 = make()", "declare g", "g = #1", "#2 = G::~G(&g)"}));
}

TEST(Objects, ADiscardedTemporaryDiesWithItsStatement) {
  EXPECT_EQ(told(G + Use + "void f() { G(1); use(2); }"),
            (Lines{"declare tmp", "#1 = G::G(&tmp, 1)", "#2 = G::~G(&tmp)", "#3 = use(2)"}));
  EXPECT_EQ(told(G + Use + "void f() { make(); use(2); }"),
            (Lines{"#1 = make()", "tmp = #1", "#2 = G::~G(&tmp)", "#3 = use(2)"}));
  EXPECT_EQ(told(G + Use + "void f() { (void)make(); }"),
            (Lines{"#1 = make()", "tmp = #1", "#2 = G::~G(&tmp)"}));
}

TEST(Objects, ATemporaryThatIsUsedDiesAfterItsUse) {
  EXPECT_EQ(told(G + Use + "void f() { use(*G(1).p); }"),
            (Lines{"declare tmp", "#1 = G::G(&tmp, 1)", "declare tmp2", "tmp2 = tmp", "declare tmp",
                   "#2 = use(*tmp2.p)", "#3 = G::~G(&tmp2)"}));
}

TEST(Objects, AReferenceKeepsATemporaryAlive) {
  EXPECT_EQ(told(G + Use + "void f() { const G &g = G(1); use(2); }"),
            (Lines{"declare tmp", "#1 = G::G(&tmp, 1)", "declare g", "declare tmp2", "tmp2 = tmp",
                   "declare tmp", "g = &tmp2", "#2 = use(2)", "#3 = G::~G(g)"}));
}

TEST(Objects, NewMakesAnObjectOnTheHeap) {
  EXPECT_EQ(told(G + "G *f(int x) { return new G(x); }"),
            (Lines{"#1 = operator new()", "#2 = G::G(#1, x)", "return #1"}));
  EXPECT_EQ(told("int *f(int x) { return new int(x); }"),
            (Lines{"#1 = operator new()", "*#1 = x", "return #1"}));
}

TEST(Objects, DeleteDestroysWhatIsThere) {
  EXPECT_EQ(told(G + "void f(G *g) { delete g; }"),
            (Lines{"#1 = G::~G(g) if set", "#2 = operator delete(g) if set"}));
  EXPECT_EQ(told("void f(int *p) { delete p; }"), Lines{"#1 = operator delete(p) if set"});
}

TEST(Objects, DeleteOfAnImplicitDestructorDestroysTheParts) {
  EXPECT_EQ(told(H + "void f(H *h) { delete h; }"),
            (Lines{"#1 = G::~G(&h->g)", "#2 = operator delete(h) if set"}));
}

TEST(Objects, AVirtualDestructorIsNotFollowed) {
  EXPECT_EQ(told("struct V { virtual ~V(); }; void f(V *v) { delete v; }"), Lines{"capture v"});
  EXPECT_EQ(told("struct V { virtual ~V(); }; struct W final : V { ~W(); };"
                 "void f(W *w) { delete w; }"),
            (Lines{"#1 = W::~W(w) if set", "#2 = operator delete(w) if set"}));
  EXPECT_EQ(told("struct V { V(); virtual ~V(); }; void f() { V v; }"),
            (Lines{"declare v", "#1 = V::V(&v)", "#2 = V::~V(&v)"}))
      << "the class of a variable is known";
}

TEST(Objects, ArraysOfObjectsAreNotFollowed) {
  EXPECT_EQ(told(G + "void f(G *g) { delete[] g; }"), Lines{"capture g"});
}

TEST(Objects, AConditionalObjectIsTheOneThatWasMade) {
  Lines L = told(G + Use + "void f(bool b) { G g = b ? make() : G(1); }");
  EXPECT_EQ(
      std::ranges::count_if(L, [](const std::string &Line) { return Line.ends_with("~G(&g)"); }), 1)
      << ::testing::PrintToString(L);
}

TEST(Objects, AStructuredBindingNamesAPartOfTheObject) {
  EXPECT_EQ(told(H + "void f(H &h) { auto &[q, g] = h; q = nullptr; }").back(), "tmp->q = 0");
}

TEST(Objects, ALocalStaticIsNotMadeByEachCall) {
  EXPECT_EQ(told("struct T { T(); }; T &f() { static T t; return t; }").back(), "return &f.t");
}

} // namespace
} // namespace connlint::test
