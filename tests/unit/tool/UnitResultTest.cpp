// UnitResultTest.cpp - results survive the way between processes, whatever the bytes.
#include "UnitResult.h"
#include <gtest/gtest.h>

namespace connlint {
namespace {

Term term(Term::KindTy Kind, int64_t Number, std::string Name = {}, std::vector<Term> Kids = {}) {
  return {Kind, Number, std::move(Name), BinaryOp::Ge, std::move(Kids)};
}

/// With something in each field.
LinkedFunction linkedFunction() {
  const Term Given = term(Term::Load, 0, "", {term(Term::Parameter, 1)});
  const Term Fresh = term(Term::Fresh, 3), Kept = term(Term::Global, 0, "kept@/a.c");
  const SourcePlace Place{"/a.c", 1, 2, 3};
  SummaryCase C;
  C.Decided = true;
  C.Constraints = {{Given, IntervalSet::nonZero()}, {Fresh, IntervalSet::none()}};
  C.SetUps = {{Given, 1}};
  C.Acquires = {{Fresh,
                 Given,
                 true,
                 2,
                 true,
                 true,
                 true,
                 true,
                 true,
                 "$0",
                 "PQexec",
                 Place,
                 "g",
                 true,
                 Place,
                 {"log", "trace"},
                 true}};
  C.Releases = {{Given, true, true, 1, Place, true, true}};
  C.Stores = {{Kept, Fresh, true}};
  C.Escapes = {{Given, "list_add"}};
  C.HeapObjects = {Fresh};
  C.Invokes = {{Given, Kept, Fresh, {Given}, true}};
  C.Result = Fresh;
  C.ResultOwner = Given;
  C.UnseenAnswer = C.Throws = true;
  C.Exception = "app_error|std::exception";
  LinkedFunction F{"c:@F@open", Importance::Handles, {"libpq/connection"}, {}, {}};
  F.Effects = {
      "open", {C, {}}, {{1, "$0", "PQconnectdb", Place}}, "sleeps", {Given}, {Kept}, {Fresh}, true,
      {1, 2}, true};
  F.ByText = {{{{1, SqlAction::Commit}}, F.Effects}};
  return F;
}

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
  R.Report.Links = {{linkedFunction()}, {"c:@F@log"}, {"c:@F@load", "c:@F@save"}};
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
  EXPECT_EQ(Back->Report.Links.Functions, R.Report.Links.Functions);
  EXPECT_EQ(Back->Report.Links.Returning, R.Report.Links.Returning);
  EXPECT_EQ(Back->Report.Links.Unseen, R.Report.Links.Unseen);
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
