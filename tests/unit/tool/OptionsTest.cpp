// OptionsTest.cpp - the command line, as values.
#include "Options.h"
#include "UsageError.h"
#include <gtest/gtest.h>

namespace connlint {
namespace {

CheckOptions check(std::vector<std::string> Args) {
  Args.insert(Args.begin(), "check");
  return parseOptions(Args).CheckArgs;
}

TEST(Options, ValuesStandBehindOrInTheOption) {
  EXPECT_EQ(check({"-p", "b"}).Build, "b");
  EXPECT_EQ(check({"-pb"}).Build, "b");
  EXPECT_EQ(check({"-p=b"}).Build, "b");
  EXPECT_EQ(check({"-j4"}).Jobs, 4U);
  EXPECT_EQ(check({"--fail-on", "note"}).FailOn, Level::Note);
  EXPECT_EQ(check({"--dump=flow"}).Dump, DumpStage::Flow);
  EXPECT_EQ(check({"--extra-arg=-DX=1"}).ExtraArgs, std::vector<std::string>{"-DX=1"});
  EXPECT_EQ(check({"-extra-arg-before", "-DX"}).ExtraArgsBefore, std::vector<std::string>{"-DX"});
}

TEST(Options, ListsAddUp) {
  CheckOptions O =
      check({"--checks=a,b", "--checks", "-c", "--report=text", "--report=sarif=x=y", "p", "q"});
  EXPECT_EQ(O.Checks, (std::vector<std::string>{"a", "b", "-c"}));
  ASSERT_EQ(O.Reports.size(), 2U);
  EXPECT_EQ(O.Reports[1].Format, "sarif");
  EXPECT_EQ(O.Reports[1].File, "x=y");
  EXPECT_EQ(O.Paths, (std::vector<std::string>{"p", "q"}));
}

TEST(Options, EverythingBehindTwoDashesIsAFlag) {
  CheckOptions O = check({"a.c", "--", "-j4", "--quiet"});
  ASSERT_TRUE(O.FixedFlags);
  EXPECT_EQ(*O.FixedFlags, (std::vector<std::string>{"-j4", "--quiet"}));
  EXPECT_FALSE(O.Quiet);
}

TEST(Options, UnitsAreLinkedUnlessToldNotTo) {
  EXPECT_TRUE(check({}).Link);
  EXPECT_FALSE(check({"--no-link"}).Link);
}

TEST(Options, NumbersAreWholeAndInRange) {
  for (const char *Value : {"", "0", "-1", "4x", "99999999999", "1.5"})
    EXPECT_THROW(check({"-j", Value}), UsageError) << Value;
  EXPECT_EQ(check({"--unit-timeout=0"}).UnitTimeout, 0U);
}

} // namespace
} // namespace connlint
