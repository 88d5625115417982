// Texts made from docs pages.
#include "output/RuleHelp.h"
#include "finding/RuleInfo.h"
#include <gtest/gtest.h>

using namespace connlint;

TEST(RuleHelp, EveryRuleHasHelp) {
  for (const RuleInfo &Rule : allRules()) {
    EXPECT_NE(ruleHelpMarkdown(Rule.Id), "") << Rule.Id;
    EXPECT_NE(firstParagraph(ruleHelpMarkdown(Rule.Id)), "") << Rule.Id;
  }
}

TEST(RuleHelp, ExamplesAreShownWithoutExpectations) {
  for (const RuleInfo &Rule : allRules())
    EXPECT_EQ(ruleHelpMarkdown(Rule.Id).find("// want \""), std::string::npos) << Rule.Id;
}

TEST(RuleHelp, UnknownRuleHasNoPage) { EXPECT_EQ(rulePage("connlint-no-such-rule"), ""); }

TEST(RuleHelp, PlainTextDropsMarks) {
  EXPECT_EQ(plainText("# Title\n\nCall `PQfinish(a[0])` **always**, see [docs](x.md).\n"),
            "Title\n\nCall PQfinish(a[0]) always, see docs.\n");
}

TEST(RuleHelp, PlainTextKeepsCode) {
  EXPECT_EQ(plainText("```cpp\n#include <x>\nint *p = a[i](1);\n```\n"),
            "    #include <x>\n    int *p = a[i](1);\n");
}

TEST(RuleHelp, FirstParagraphIsOneLine) {
  EXPECT_EQ(firstParagraph("# Title\n\nFirst\nsentence.\n\nSecond.\n"), "First sentence.");
  EXPECT_EQ(firstParagraph("# Title\n"), "");
}
