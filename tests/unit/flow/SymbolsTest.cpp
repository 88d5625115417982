// SymbolsTest.cpp - equal descriptions are one symbol; names, depth, inner mentions; aging of
// symbols in loops.
#include "flow/Symbols.h"
#include "Script.h"

namespace connlint::test {
namespace {

TEST(Symbols, EqualDescriptionsAreTheSame) {
  Symbols T;
  EXPECT_EQ(T.symbol({SymbolKind::Result, 3, 0}), T.symbol({SymbolKind::Result, 3, 0}));
  EXPECT_NE(T.symbol({SymbolKind::Result, 3, 0}), T.symbol({SymbolKind::Result, 3, 1}));
  EXPECT_NE(T.symbol({SymbolKind::Result, 3, 0, 0}), T.symbol({SymbolKind::Result, 3, 0, 1}))
      << "an older generation is another value";
  EXPECT_EQ(T.name("a"), T.name("a"));
  EXPECT_NE(T.name("a"), T.name("b"));
  EXPECT_EQ(T.function({"g", "u"}), T.function({"g", "u"}));
  EXPECT_NE(T.function({"g", "u"}), T.function({"g", "v"}));
}

TEST(Symbols, RegionsAreAccessPaths) {
  Symbols T;
  RegionId V = T.variable(0), F = T.field(V, "a"), G = T.field(F, "b");
  EXPECT_EQ(T.field(T.variable(0), "a"), F);
  EXPECT_EQ(T.root(G), V);
  EXPECT_TRUE(T.isWithin(G, F));
  EXPECT_TRUE(T.isWithin(F, F));
  EXPECT_FALSE(T.isWithin(F, G));
  EXPECT_FALSE(T.isWithin(G, T.variable(1)));
}

TEST(Symbols, ElementZeroIsTheArray) {
  Symbols T;
  RegionId V = T.variable(0);
  EXPECT_EQ(T.element(V, 0), V);
  EXPECT_NE(T.element(V, 1), V);
  EXPECT_NE(T.element(V, 1), T.element(V, 2));
}

TEST(Symbols, APartSeenFromElsewhereKeepsItsPath) {
  Symbols T;
  RegionId From = T.variable(0), To = T.field(T.variable(1), "x");
  RegionId Part = T.element(T.field(From, "a"), 2);
  EXPECT_EQ(T.rebase(Part, From, To), T.element(T.field(To, "a"), 2));
  EXPECT_EQ(T.rebase(From, From, To), To);
}

TEST(Symbols, MentionLooksIntoOperandsAndPointers) {
  Symbols T;
  SymbolId A = T.entry(T.variable(0)), B = T.entry(T.variable(1));
  SymbolId Sum = T.operation(BinaryOp::Add, Value::symbol(A), Value::integer(1));
  SymbolId Deep = T.operation(BinaryOp::Eq, Value::symbol(Sum), Value::integer(0));
  EXPECT_TRUE(T.mentions(Deep, A));
  EXPECT_FALSE(T.mentions(Deep, B));
  EXPECT_TRUE(T.mentions(T.entry(T.field(T.pointee(A), "next")), A));
  SymbolInfo Status{SymbolKind::Status};
  Status.Left = Value::symbol(A);
  EXPECT_TRUE(T.mentions(T.symbol(Status), A));
}

TEST(Symbols, DepthCountsOperations) {
  Symbols T;
  SymbolId A = T.entry(T.variable(0));
  EXPECT_EQ(T.depth(A), 0u);
  SymbolId One = T.operation(BinaryOp::Add, Value::symbol(A), Value::integer(1));
  SymbolId Two = T.operation(BinaryOp::Mul, Value::integer(2), Value::symbol(One));
  EXPECT_EQ(T.depth(One), 1u);
  EXPECT_EQ(T.depth(Two), 2u);
}

/// The result of a call in a loop becomes the older one when the call comes again.
TEST(SymbolAging, TheHandleOfTheRoundBeforeIsAnotherHandle) {
  EXPECT_EQ(incidents("old = 0\nhead:\nnew = PQconnectdb(\"d\")\nif old == 0 goto keep\n"
                      "PQfinish(old)\nkeep:\nold = new\nif ? goto head\nPQfinish(old)\nreturn"),
            Lines{});
}

TEST(SymbolAging, ReleasingTheOldOneDoesNotReleaseTheNewOne) {
  EXPECT_EQ(incidents("old = 0\nhead:\nnew = PQconnectdb(\"d\")\nif old == 0 goto keep\n"
                      "PQfinish(old)\nkeep:\nold = new\nif ? goto head\nreturn"),
            Lines{"9: left held old"});
}

} // namespace
} // namespace connlint::test
