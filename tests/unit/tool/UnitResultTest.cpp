// UnitResultTest.cpp - results survive the way between processes, whatever the bytes.
#include "UnitResult.h"
#include <gtest/gtest.h>

namespace connlint {
namespace {

TEST(UnitResult, ComesBackEqual) {
  UnitResult R;
  R.Errors = 3;
  R.FirstError = "a.c:1:1: caf\xe9";
  R.MissingHeaders = {"x.h", "y.h"};
  R.Notes = {"note"};
  R.DroppedFlags = {"-fx"};
  R.Report.Dump = std::string("a\0b\xff", 4);
  R.Report.Stats.Functions = 7;
  R.Report.Stats.GaveUp["state limit"] = 2;
  Finding F;
  F.Rule = "connlint-connection-leak";
  F.Place = {"/caf\xe9/a.c", 1, 2, 3};
  F.Trust = Confidence::Possible;
  F.Related = {{{"/b.c", 4, 5, 6}, "acquired here"}};
  F.Path = {{StepKind::Exit, {"/b.c", 7, 8, 9}, "leaves", 2}};
  F.Function = "f";
  F.Ordinal = 4;
  R.Report.Findings = {F};
  R.Report.Doubts = {{F, {"load", "save"}}};
  R.Report.Lending = {{"read", true, {}}, {"write", false, {"send"}}};
  R.Report.DeadEnds = {"die"};
  R.Report.Returning = {"log"};
  R.Report.Unseen = {"load", "save"};
  R.Report.Sites = {{{"/a.c", 1, 2, 3}, AcquireClass::Wrapper, "f", "libpq", "get"}};
  R.Report.Extents = {{"/a.c", 4, 9}};
  R.Report.BadAnnotations = {{"/b.h", 3, 4, "unknown key"}};

  auto Back = decodeUnitResult(encodeUnitResult(R));
  ASSERT_TRUE(Back);
  EXPECT_EQ(Back->FirstError, R.FirstError);
  EXPECT_EQ(Back->Errors, R.Errors);
  EXPECT_EQ(Back->MissingHeaders, R.MissingHeaders);
  EXPECT_EQ(Back->Notes, R.Notes);
  EXPECT_EQ(Back->DroppedFlags, R.DroppedFlags);
  EXPECT_EQ(Back->Report.Findings, R.Report.Findings);
  EXPECT_EQ(Back->Report.Doubts, R.Report.Doubts);
  EXPECT_EQ(Back->Report.Lending, R.Report.Lending);
  EXPECT_EQ(Back->Report.DeadEnds, R.Report.DeadEnds);
  EXPECT_EQ(Back->Report.Returning, R.Report.Returning);
  EXPECT_EQ(Back->Report.Unseen, R.Report.Unseen);
  EXPECT_EQ(Back->Report.Sites, R.Report.Sites);
  EXPECT_EQ(Back->Report.Extents, R.Report.Extents);
  ASSERT_EQ(Back->Report.BadAnnotations.size(), 1U);
  EXPECT_EQ(Back->Report.BadAnnotations[0].format(), "/b.h:3:4: error: unknown key");
  EXPECT_EQ(Back->Report.Dump, R.Report.Dump);
  EXPECT_EQ(Back->Report.Stats.Functions, 7U);
  EXPECT_EQ(Back->Report.Stats.GaveUp, R.Report.Stats.GaveUp);
}

TEST(UnitResult, RubbishIsRefused) {
  std::string Good = encodeUnitResult({});
  EXPECT_FALSE(decodeUnitResult(""));
  EXPECT_FALSE(decodeUnitResult("{}"));
  EXPECT_FALSE(decodeUnitResult(Good.substr(0, Good.size() / 2)));
  EXPECT_FALSE(decodeUnitResult(Good + "x"));
}

} // namespace
} // namespace connlint
