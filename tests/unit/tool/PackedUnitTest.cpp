// PackedUnitTest.cpp - units that are kept come back as they were.
#include "PackedUnit.h"
#include <gtest/gtest.h>

namespace connlint {
namespace {

TEST(PackedUnit, ComesBackEqual) {
  ParsedUnit Unit;
  Unit.Facts.MainFile = "caf\xe9.c";
  Unit.Facts.Unseen = {"c:@F@load"};
  Unit.Facts.Outlines.emplace_back().Unseen = {0};
  const Annotation AtFunction{"connlint: acquires", std::nullopt, true, "a.h", 1, 2, 3, 4, 5};
  Annotation AtParameter = AtFunction;
  AtParameter.Parameter = 1;
  Unit.Annotated = {{"db::open",
                     {{"PGconn", "pg_conn"}, 1},
                     {{{"char"}, 1}, {{}, 0}},
                     true,
                     true,
                     false,
                     {AtFunction, AtParameter}}};

  std::optional<ParsedUnit> Back = unpackUnit(packUnit(Unit));
  ASSERT_TRUE(Back);
  EXPECT_EQ(Back->Facts, Unit.Facts);
  ASSERT_EQ(Back->Annotated.size(), 1U);
  const AnnotatedFunction &F = Back->Annotated[0];
  EXPECT_EQ(F.Name, "db::open");
  EXPECT_EQ(F.Result.Names, Unit.Annotated[0].Result.Names);
  EXPECT_EQ(F.Result.Pointers, 1U);
  ASSERT_EQ(F.Parameters.size(), 2U);
  EXPECT_EQ(F.Parameters[0].Names, std::vector<std::string>{"char"});
  EXPECT_TRUE(F.IsMethod);
  EXPECT_TRUE(F.IsVariadic);
  EXPECT_FALSE(F.TypesKnown);
  ASSERT_EQ(F.Annotations.size(), 2U);
  EXPECT_EQ(F.Annotations[0].Text, AtFunction.Text);
  EXPECT_FALSE(F.Annotations[0].Parameter);
  EXPECT_EQ(F.Annotations[1].Parameter, 1U);
  EXPECT_TRUE(F.Annotations[1].Optional);
  EXPECT_EQ(F.Annotations[1].File, "a.h");
  EXPECT_EQ(F.Annotations[1].Line, 1U);
  EXPECT_EQ(F.Annotations[1].Column, 2U);
  EXPECT_EQ(F.Annotations[1].TextLine, 3U);
  EXPECT_EQ(F.Annotations[1].TextColumn, 4U);
  EXPECT_EQ(F.Annotations[1].TextOffset, 5U);
}

TEST(PackedUnit, RepetitionCostsLittle) {
  ParsedUnit Unit;
  Unit.Facts.Unseen.assign(1000, "c:@N@shop@S@Orders@F@load#$@N@std@S@string#");
  EXPECT_LT(packUnit(Unit).size(), 5000U);
}

TEST(PackedUnit, OtherBytesAreRefused) {
  EXPECT_FALSE(unpackUnit(""));
  std::string Bytes = packUnit({});
  Bytes.resize(Bytes.size() - 4);
  EXPECT_FALSE(unpackUnit(Bytes));
}

} // namespace
} // namespace connlint
