// CodeSetTest.cpp - return codes as text.
#include "model/ModelWords.h"
#include <gtest/gtest.h>
#include <limits>

namespace connlint {
namespace {

constexpr int64_t Min = std::numeric_limits<int64_t>::min();
constexpr int64_t Max = std::numeric_limits<int64_t>::max();
using Ranges = std::vector<std::pair<int64_t, int64_t>>;

Ranges rangesOf(std::string_view Text) {
  std::optional<CodeSet> Set = parseCodes(Text);
  return Set ? Set->Ranges : Ranges{{-999, -999}};
}

TEST(CodeSet, ReadsNumbersRangesAndWords) {
  EXPECT_EQ(rangesOf("0"), (Ranges{{0, 0}}));
  EXPECT_EQ(rangesOf("-3"), (Ranges{{-3, -3}}));
  EXPECT_EQ(rangesOf("1..5"), (Ranges{{1, 5}}));
  EXPECT_EQ(rangesOf("-2..-1"), (Ranges{{-2, -1}}));
  EXPECT_EQ(rangesOf("7.."), (Ranges{{7, Max}}));
  EXPECT_EQ(rangesOf("..-7"), (Ranges{{Min, -7}}));
  EXPECT_EQ(rangesOf("nonnegative"), (Ranges{{0, Max}}));
  EXPECT_EQ(rangesOf("positive"), (Ranges{{1, Max}}));
  EXPECT_EQ(rangesOf("negative"), (Ranges{{Min, -1}}));
  EXPECT_EQ(rangesOf("nonpositive"), (Ranges{{Min, 0}}));
  EXPECT_EQ(rangesOf("nonzero"), (Ranges{{Min, -1}, {1, Max}}));
}

TEST(CodeSet, RejectsWhatIsNoSet) {
  for (std::string_view Text : {"", "..", "5..1", "1...5", "1..", "x", "0x10", "1,2", " 1",
                                "99999999999999999999", "1..99999999999999999999"})
    EXPECT_EQ(parseCodes(Text).has_value(), Text == "1..") << Text;
}

TEST(CodeSet, JoinsIntervalsThatTouch) {
  CodeSet Set{{{5, 6}, {0, 0}, {1, 4}, {9, 9}, {9, Max}, {Max, Max}}};
  normalize(Set);
  EXPECT_EQ(Set.Ranges, (Ranges{{0, 6}, {9, Max}}));
}

TEST(CodeSet, PrintsWhatItReads) {
  for (std::string_view Text : {"0", "-3", "1..5", "7..", "..-7", "nonnegative", "positive",
                                "negative", "nonpositive", "nonzero"})
    EXPECT_EQ(printCodes(*parseCodes(Text)), std::vector<std::string>{std::string(Text)});
}

} // namespace
} // namespace connlint
