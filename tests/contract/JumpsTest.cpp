// JumpsTest.cpp - switch, goto, break and continue.
#include "CfgGraph.h"
#include "clang/AST/Expr.h"

namespace connlint::contract {
namespace {

using clang::Stmt;

const char *const Calls = "int a(void); int b(void); void one(void); void two(void);"
                          "void other(void); void end(void);\n";

CfgGraph inC(const std::string &Code) { return CfgGraph(Calls + Code, {Language::C}); }

/// "1", "2..4", "default" or "none" for each successor.
Texts labels(const CfgGraph &G, Block B) {
  Texts Out;
  for (const clang::CFGBlock::AdjacentBlock &Next : B->succs()) {
    Block To =
        Next.getReachableBlock() ? Next.getReachableBlock() : Next.getPossiblyUnreachableBlock();
    std::string Text = Next.getReachableBlock() ? "" : "unreachable ";
    const Stmt *Label = To ? To->getLabel() : nullptr;
    if (const auto *Case = clang::dyn_cast_or_null<clang::CaseStmt>(Label)) {
      Text += G.text(Case->getLHS());
      if (Case->getRHS())
        Text += ".." + G.text(Case->getRHS());
    } else if (Label && clang::isa<clang::DefaultStmt>(Label)) {
      Text += "default";
    } else {
      Text += "after";
    }
    Out.push_back(Text);
  }
  return Out;
}

TEST(Switches, TheDefaultIsTheLastSuccessor) {
  CfgGraph G = inC("void f(void) { switch (a()) { case 1: one(); break;"
                   "default: other(); break; case 2: two(); } end(); }");
  Block B = G.theOneEndingWith(Stmt::SwitchStmtClass);
  EXPECT_EQ(B, G.calling("a"));
  EXPECT_EQ(labels(G, B), (Texts{"2", "1", "default"}));
}

TEST(Switches, WithoutDefaultTheLastSuccessorIsWhatFollows) {
  CfgGraph G = inC("void f(void) { switch (a()) { case 1: one(); break; case 2: two(); } end(); }");
  Block B = G.theOneEndingWith(Stmt::SwitchStmtClass);
  EXPECT_EQ(labels(G, B), (Texts{"2", "1", "after"}));
  EXPECT_EQ(successors(B).back(), G.calling("end"));
}

TEST(Switches, LabelsThatFollowOneAnotherHaveABlockEach) {
  CfgGraph G = inC("void f(void) { switch (a()) { case 1: case 2: one(); } end(); }");
  Block B = G.theOneEndingWith(Stmt::SwitchStmtClass);
  EXPECT_EQ(labels(G, B), (Texts{"1", "2", "after"})) << "these come in source order";
  EXPECT_EQ(successors(B).at(1), G.calling("one"));
  EXPECT_EQ(successors(successors(B).at(0)), Blocks{G.calling("one")});
}

TEST(Switches, ARangeIsOneLabel) {
  CfgGraph G = inC("void f(void) { switch (a()) { case 2 ... 4: one(); } end(); }");
  EXPECT_EQ(labels(G, G.theOneEndingWith(Stmt::SwitchStmtClass)), (Texts{"2..4", "after"}));
}

TEST(Switches, FallThroughGoesToTheNextLabel) {
  CfgGraph G = inC("void f(void) { switch (a()) { case 1: one(); case 2: two(); } end(); }");
  EXPECT_EQ(successors(G.calling("one")), Blocks{G.calling("two")});
}

TEST(Switches, OfAllEnumeratorsHaveAnUnreachableDefault) {
  CfgGraph G = inC("enum E { A, B }; enum E e(void);"
                   "void f(void) { switch (e()) { case A: one(); break; case B: two(); } end(); }");
  Block B = G.theOneEndingWith(Stmt::SwitchStmtClass);
  EXPECT_EQ(labels(G, B), (Texts{"B", "A", "unreachable after"})) << G.dump();
}

TEST(Switches, OfAConstantTakeOneLabel) {
  CfgGraph G = inC("void f(void) { switch (1) { case 1: one(); break; case 2: two(); } end(); }");
  EXPECT_TRUE(G.reaches(G.entry(), G.calling("one")));
  EXPECT_FALSE(G.reaches(G.entry(), G.calling("two")));
  EXPECT_EQ(labels(G, G.theOneEndingWith(Stmt::SwitchStmtClass)).size(), 3u)
      << "the successors stay in their places";
}

TEST(Switches, TheConditionIsAnElementOfTheBlock) {
  CfgGraph G = inC("void f(int x) { switch (x) { case 1: one(); } }");
  EXPECT_FALSE(G.theOneEndingWith(Stmt::SwitchStmtClass)->empty());
}

TEST(Jumps, AGotoIsAnEdgeToItsLabel) {
  CfgGraph G = inC("void f(int x) { one(); if (x) goto out; two(); out: end(); }");
  EXPECT_EQ(G.labelled("out"), G.calling("end"));
  EXPECT_TRUE(G.reaches(G.calling("one"), G.calling("end"), G.calling("two")));
}

TEST(Jumps, AGotoBackwardsMakesALoop) {
  CfgGraph G = inC("void f(void) { again: one(); if (a()) goto again; end(); }");
  EXPECT_TRUE(G.reaches(successors(G.calling("a")).at(0), G.labelled("again")));
}

TEST(Jumps, AComputedGotoGoesThroughOneBlockToEveryLabelWhoseAddressIsTaken) {
  CfgGraph G = inC("void f(int x) { void *t[] = {&&l1, &&l2}; goto *t[x];"
                   "l1: one(); return; l2: two(); return; l3: other(); }");
  ASSERT_NE(G.cfg().getIndirectGotoBlock(), nullptr);
  Blocks Next = successors(G.cfg().getIndirectGotoBlock());
  EXPECT_EQ(Next.size(), 2u);
  EXPECT_EQ(std::ranges::count(Next, G.labelled("l1")), 1);
  EXPECT_EQ(std::ranges::count(Next, G.labelled("l2")), 1);
}

TEST(Jumps, ABreakLeavesTheLoopAndAContinueComesBack) {
  CfgGraph G = inC("void f(void) { while (a()) { if (b()) { one(); break; } two(); continue; }"
                   "end(); }");
  EXPECT_EQ(successors(G.calling("one")), Blocks{G.calling("end")});
  EXPECT_TRUE(G.reaches(G.calling("two"), G.calling("a")));
  EXPECT_FALSE(G.reaches(G.calling("two"), G.calling("end"), G.calling("a")));
}

TEST(Jumps, AContinueOfAForRunsItsIncrement) {
  CfgGraph G = inC("void f(void) { for (;; two()) { if (a()) { one(); continue; } end(); } }");
  EXPECT_TRUE(G.reaches(G.calling("one"), G.calling("two"), G.calling("end")));
}

TEST(Jumps, ABreakInASwitchInALoopLeavesTheSwitchOnly) {
  CfgGraph G = inC("void f(void) { while (a()) { switch (b()) { case 1: one(); break; } two(); }"
                   "end(); }");
  EXPECT_EQ(successors(G.calling("one")), Blocks{G.calling("two")});
}

TEST(Jumps, AReturnGoesToTheExit) {
  CfgGraph G = inC("void f(int x) { if (x) { one(); return; } two(); }");
  EXPECT_EQ(successors(G.calling("one")), Blocks{G.exit()});
}

} // namespace
} // namespace connlint::contract
