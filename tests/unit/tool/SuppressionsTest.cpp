// SuppressionsTest.cpp - NOLINT comments mean what they mean in clang-tidy.
#include "Suppressions.h"
#include <gtest/gtest.h>

namespace connlint {
namespace {

constexpr const char *Rule = "connlint-connection-leak";

bool suppressed(std::string_view Text, uint32_t Line, uint32_t Column = 1) {
  return FileSuppressions(Text).suppresses(Rule, Line, Column);
}

TEST(Suppressions, LineCommentsCoverTheirLine) {
  EXPECT_TRUE(suppressed("x(); // NOLINT\n", 1));
  EXPECT_FALSE(suppressed("x(); // NOLINT\ny();\n", 2));
  EXPECT_TRUE(suppressed("\n\nx(); /* NOLINT(connlint-*) */", 3));
  EXPECT_FALSE(suppressed("x(); // NOLINT(other)\n", 1));
  EXPECT_FALSE(suppressed("x(); // NOLINT()\n", 1));
  EXPECT_TRUE(suppressed("x(); // NOLINT(other, connlint-connection-leak)\n", 1));
  EXPECT_FALSE(suppressed("x(); // NOLINT(*,-connection-leak)\n", 1));
  EXPECT_TRUE(suppressed("x(); // NOLINT(unclosed\n", 1));
  EXPECT_TRUE(suppressed("x(); // NOLINT(other) NOLINT(connection-leak)\n", 1));
}

TEST(Suppressions, NextLineCommentsCoverTheNextLine) {
  EXPECT_FALSE(suppressed("// NOLINTNEXTLINE\nx();\ny();\n", 1));
  EXPECT_TRUE(suppressed("// NOLINTNEXTLINE\nx();\ny();\n", 2));
  EXPECT_FALSE(suppressed("// NOLINTNEXTLINE\nx();\ny();\n", 3));
  EXPECT_TRUE(suppressed("// NOLINTNEXTLINE(connlint-connection-leak)\r\nx();\r\n", 2));
}

TEST(Suppressions, BlocksNeedTheirEndWithTheSameList) {
  const char *Block = "a();\n// NOLINTBEGIN\nb();\n// NOLINTEND\nc();\n";
  EXPECT_FALSE(suppressed(Block, 1));
  EXPECT_TRUE(suppressed(Block, 3));
  EXPECT_FALSE(suppressed(Block, 5));
  EXPECT_FALSE(suppressed("// NOLINTBEGIN\nb();\n", 2));
  EXPECT_FALSE(suppressed("// NOLINTBEGIN(connlint-*)\nb();\n// NOLINTEND\n", 2));
  EXPECT_TRUE(suppressed("// NOLINTBEGIN(connlint-*)\n// NOLINTBEGIN(x)\nb();\n"
                         "// NOLINTEND(x)\n// NOLINTEND(connlint-*)\n",
                         3));
}

TEST(Suppressions, BlockBeginsAtItsComment) {
  const char *Text = "a(); // NOLINTBEGIN\n// NOLINTEND\n";
  EXPECT_FALSE(suppressed(Text, 1, 1));
}

TEST(Suppressions, TextWithoutCommentsOrLines) {
  EXPECT_FALSE(suppressed("", 1));
  EXPECT_FALSE(suppressed("NOLIN", 1));
  EXPECT_TRUE(suppressed("NOLINT", 1));
}

TEST(Suppressions, MissingFileSuppressesNothing) {
  Finding F;
  F.Rule = Rule;
  F.Place = {"/nowhere/a.c", 1, 1, 2};
  EXPECT_FALSE(Suppressions().suppresses(F));
}

} // namespace
} // namespace connlint
