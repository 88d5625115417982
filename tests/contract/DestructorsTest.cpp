// DestructorsTest.cpp - implicit destructors, cleanups and scopes on normal ways out.
#include "CfgGraph.h"
#include "clang/AST/ExprCXX.h"

namespace connlint::contract {
namespace {

using clang::Stmt;

const char *const Guard = "struct Guard { Guard(); ~Guard(); explicit operator bool() const; };"
                          "Guard mk(); void g(); void h(); bool c();\n";

CfgGraph withGuard(const std::string &Code, Wanted W = {}) { return CfgGraph(Guard + Code, W); }

TEST(Destructors, AByValueParameterIsDestroyedAfterAReturn) {
  CfgGraph G = withGuard("int f(Guard p) { g(); return 1; }");
  EXPECT_EQ(G.steps(G.calling("g")), (Texts{"call g", "return", "destroy p"}));
}

/// Engine notes, row 12, say otherwise: they hold for returns only.
TEST(Destructors, AByValueParameterIsNotDestroyedWhereTheBodyEndsWithoutReturn) {
  CfgGraph G = withGuard("void f(Guard p) { g(); }");
  EXPECT_EQ(G.steps(G.calling("g")), Texts{"call g"});
}

TEST(Destructors, ALocalIsDestroyedAfterTheReturn) {
  CfgGraph G = withGuard("int f() { Guard a; g(); return 1; }");
  EXPECT_EQ(G.steps(G.calling("g")),
            (Texts{"construct", "declare a", "call g", "return", "destroy a"}));
}

TEST(Destructors, ALifetimeExtendedTemporaryIsDestroyedWithItsReference) {
  CfgGraph G = withGuard("void f() { const Guard &r = mk(); g(); }");
  EXPECT_EQ(G.steps(G.calling("g")), (Texts{"call mk", "declare r", "call g", "destroy r"}));
}

TEST(Destructors, AVariableOfAnIfIsDestroyedOnBothWays) {
  CfgGraph G = withGuard("void f() { if (Guard a = mk()) { g(); } else { h(); } }");
  for (const char *Name : {"g", "h"}) {
    Texts Steps = G.steps(G.calling(Name));
    bool Here = std::ranges::count(Steps, "destroy a") > 0;
    Texts After = G.steps(successors(G.calling(Name)).at(0));
    EXPECT_TRUE(Here || std::ranges::count(After, "destroy a")) << G.dump();
  }
}

TEST(Destructors, EveryJumpOutOfTheScopeDestroys) {
  for (const char *Jump : {"break;", "continue;", "goto out;", "return;"}) {
    CfgGraph G =
        withGuard(std::string("void f() { while (c()) { Guard a; g(); ") + Jump + " } out: h(); }");
    EXPECT_EQ(std::ranges::count(G.steps(G.calling("g")), "destroy a"), 1) << Jump << G.dump();
  }
}

TEST(Destructors, AConditionalTemporaryIsDestroyedUnderTheSameCondition) {
  CfgGraph G = withGuard("void f(bool b) { (void)(b && (mk(), true)); g(); }");
  Blocks Branches;
  for (Block B : G.cfg())
    if (B->getTerminator().isTemporaryDtorsBranch())
      Branches.push_back(B);
  ASSERT_EQ(Branches.size(), 1u) << G.dump();
  EXPECT_FALSE(Branches[0]->getTerminator().isStmtBranch());
  EXPECT_EQ(G.steps(successors(Branches[0]).at(0)).at(0), "destroy temporary");
}

/// Engine notes, row 15: the temporary is elided, and yet it is destroyed.
TEST(Destructors, AMemberInitialiserDestroysATemporaryThatIsNotThere) {
  CfgGraph G("struct Guard { ~Guard(); }; Guard mk(); struct F { Guard p; F() : p(mk()) {} };");
  Block B = G.calling("mk");
  EXPECT_EQ(G.steps(B), (Texts{"call mk", "initialize p", "destroy temporary"})) << G.dump();
}

TEST(Destructors, AVariableInitialisedByACallDestroysNoTemporary) {
  CfgGraph G("struct Guard { ~Guard(); }; Guard mk(); void f() { Guard p(mk()); }");
  EXPECT_EQ(G.steps(G.calling("mk")), (Texts{"call mk", "declare p", "destroy p"}));
}

TEST(Destructors, WithScopesTheEndOfTheScopeFollowsTheDestructor) {
  CfgGraph G = withGuard("void f() { { Guard a; g(); } h(); }", {Language::Cxx, false, true});
  Texts Steps = G.steps(G.calling("g"));
  auto Destroy = std::ranges::find(Steps, "destroy a");
  ASSERT_NE(Destroy, Steps.end());
  EXPECT_NE(std::find(Destroy, Steps.end(), "end of scope"), Steps.end()) << G.dump();
}

TEST(Destructors, WithoutScopesThereIsNoElementForThem) {
  CfgGraph G = withGuard("void f() { { int a = 1; g(); } h(); }");
  EXPECT_EQ(G.steps(G.calling("g")), (Texts{"declare a", "call g", "call h"}));
}

TEST(Cleanups, RunWhereTheScopeEndsInBothLanguages) {
  for (Language In : {Language::C, Language::Cxx}) {
    CfgGraph G("void c(int *); void g(void); void h(void);"
               "void f(void) { { __attribute__((cleanup(c))) int a = 0; g(); } h(); }",
               {In});
    EXPECT_EQ(G.steps(G.calling("g")), (Texts{"declare a", "call g", "cleanup a by c", "call h"}));
  }
}

TEST(Cleanups, RunAfterTheReturnedValueIsRead) {
  CfgGraph G("void c(int *); int f(void) { __attribute__((cleanup(c))) int a = 0; return a; }",
             {Language::C});
  EXPECT_EQ(G.steps(successors(G.entry()).at(0)), (Texts{"declare a", "return", "cleanup a by c"}));
}

TEST(Cleanups, RunInReverseOrderOfDeclaration) {
  CfgGraph G("void c(int *); void g(void); void f(void) {"
             "__attribute__((cleanup(c))) int a = 0; __attribute__((cleanup(c))) int b = 0; g(); }",
             {Language::C});
  Texts Steps = G.steps(G.calling("g"));
  EXPECT_EQ(Texts(Steps.end() - 2, Steps.end()), (Texts{"cleanup b by c", "cleanup a by c"}));
}

TEST(Cleanups, RunOnEveryJumpOutOfTheScope) {
  for (const char *Jump : {"break;", "continue;", "goto out;", "return;"}) {
    CfgGraph G(std::string("void c(int *); int k(void); void g(void); void h(void);"
                           "void f(void) { while (k()) {"
                           "__attribute__((cleanup(c))) int a = 0; g(); ") +
                   Jump + " } out: h(); }",
               {Language::C});
    EXPECT_EQ(std::ranges::count(G.steps(G.calling("g")), "cleanup a by c"), 1) << Jump << G.dump();
  }
}

} // namespace
} // namespace connlint::contract
