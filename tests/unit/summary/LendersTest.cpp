// LendersTest.cpp - doubts of one unit are settled by what the others say of their functions.
#include "finding/Lenders.h"
#include <gtest/gtest.h>

namespace connlint {
namespace {

Doubt doubt(std::vector<std::string> Assumes, unsigned Line = 9, unsigned Acquire = 1) {
  Finding F;
  F.Rule = "connlint-connection-leak";
  F.Place = {"/a.c", Line, 1, 2};
  F.FunctionUsr = "f";
  F.Related = {{{"/a.c", Acquire, 1, 2}, "connection acquired here"}};
  return {F, std::move(Assumes)};
}

TEST(Lenders, AnUnknownFunctionIsNotTrusted) {
  Lenders All;
  All.add({{"load", false, {}}});
  EXPECT_TRUE(All.leaves("load"));
  EXPECT_FALSE(All.leaves("save"));
  EXPECT_FALSE(All.leaves(""));
}

TEST(Lenders, AllDefinitionsOfANameCount) {
  Lenders All;
  All.add({{"load", false, {}}});
  All.add({{"load", true, {}}});
  EXPECT_FALSE(All.leaves("load"));
}

TEST(Lenders, AMethodStandsForThoseThatMayOverrideIt) {
  Lenders All;
  All.add({{"Base::load", false, {}}});
  EXPECT_TRUE(All.leaves("Base::load"));
  All.add({{"app::Derived::load", true, {}}, {"load", false, {}}});
  EXPECT_FALSE(All.leaves("Base::load"));
  EXPECT_TRUE(All.leaves("load"));
}

TEST(Lenders, HandingOnIsFollowed) {
  Lenders All;
  All.add({{"a", false, {"b"}}, {"b", false, {"c", "a"}}});
  EXPECT_FALSE(All.leaves("a"));
  All.add({{"c", false, {}}});
  EXPECT_TRUE(All.leaves("a"));
  All.add({{"c", true, {}}});
  EXPECT_FALSE(All.leaves("a"));
}

TEST(Lenders, ADoubtHoldsWhenAllItsFunctionsLend) {
  Lenders All;
  All.add({{"a", false, {}}, {"b", false, {}}});
  std::vector<Finding> Settled = All.settle({doubt({"a", "b"}), doubt({"a", "x"}, 8, 2)}, {});
  ASSERT_EQ(Settled.size(), 1u);
  EXPECT_EQ(Settled[0].Place.Line, 9u);
}

TEST(Lenders, OneFindingForEachObligation) {
  Lenders All;
  All.add({{"a", false, {}}});
  std::vector<Doubt> Doubts{doubt({"a"}, 7), doubt({"a"}, 9), doubt({"a"}, 12, 3)};
  std::vector<Finding> Settled = All.settle(Doubts, {});
  ASSERT_EQ(Settled.size(), 2u);
  EXPECT_EQ(Settled[0].Place.Line, 7u);
  EXPECT_EQ(Settled[1].Place.Line, 12u);
}

TEST(Lenders, WhatIsReportedThereAlreadyIsNotReportedAgain) {
  Lenders All;
  All.add({{"a", false, {}}});
  EXPECT_TRUE(All.settle({doubt({"a"})}, {doubt({}, 9, 5).What}).empty());
}

} // namespace
} // namespace connlint
