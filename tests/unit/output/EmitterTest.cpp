// The list of formats, the closing line, levels.
#include "TestReport.h"
#include <algorithm>
#include <gtest/gtest.h>

using namespace connlint;
using namespace connlint::test;

TEST(Emitter, FormatsAreFoundByName) {
  ASSERT_NE(findEmitter("text"), nullptr);
  ASSERT_NE(findEmitter("sarif"), nullptr);
  EXPECT_EQ(findEmitter("plist"), nullptr);
  EXPECT_TRUE(std::ranges::is_sorted(allEmitters(), {}, &EmitterInfo::Format));
}

TEST(Emitter, ConfiguredLevelWinsOverTheRules) {
  EXPECT_EQ(ruleLevel("connlint-connection-leak", {}), Level::Error);
  EXPECT_EQ(ruleLevel("connlint-raw-connect", {}), Level::Warning);
  EXPECT_EQ(ruleLevel("connlint-connection-leak", {{"connlint-connection-leak", Level::Note}}),
            Level::Note);
  EXPECT_EQ(ruleLevel("connlint-of-the-future", {}), Level::Warning);
}

TEST(Emitter, SummaryCountsUnitsAndLevels) {
  Report R;
  R.UnitsAnalysed = 1;
  EXPECT_EQ(summaryLine(R), "1 translation unit analysed; no findings");
  R.UnitsAnalysed = 12;
  R.UnitsSkipped = 3;
  R.Failures.push_back({"b.cpp", "no such file"});
  R.Findings = {finding({"a.cpp", 1, 1, 2}, "x"), finding({"a.cpp", 2, 1, 2}, "y"),
                finding({"a.cpp", 3, 1, 2}, "z", "connlint-raw-connect")};
  EXPECT_EQ(summaryLine(R), "12 translation units analysed, 1 failed, 3 skipped; "
                            "3 findings: 2 errors, 1 warning");
}

TEST(Emitter, ReportDoesNotDependOnTheOrderOfFailures) {
  SourceCache S = sources({});
  Report A, B;
  A.Failures = {{"a.cpp", "x"}, {"b.cpp", "y"}};
  B.Failures = {{"b.cpp", "y"}, {"a.cpp", "x"}};
  for (const EmitterInfo &E : allEmitters())
    EXPECT_EQ(emitted(E.Format, A, S), emitted(E.Format, B, S));
}
