// The Clang-style text, to the byte.
#include "TestReport.h"
#include <gtest/gtest.h>

using namespace connlint;
using namespace connlint::test;

TEST(TextEmitter, PrintsFindingExcerptAndNotes) {
  SourceCache S = sources({{"/w/a.cpp", "int f() {\n  PGconn *c = open();\n  return 1;\n}\n"}});
  Finding F = finding({"/w/a.cpp", 3, 3, 9}, "'c' is not released on this path");
  F.Path = {{StepKind::Acquire, {"/w/a.cpp", 2, 15, 19}, "'c' is acquired here", 0},
            {StepKind::Exit, {"/w/a.cpp", 3, 3, 9}, "left here", 0}};
  F.Related = {{{"/w/a.cpp", 2, 15, 19}, "acquired here, in other words"}};
  EmitOptions Options;
  Options.WorkingDirectory = "/w";
  EXPECT_EQ(textOf(F, S, Options),
            "a.cpp:3:3: error: 'c' is not released on this path [connlint-connection-leak]\n"
            "    3 |   return 1;\n"
            "      |   ^~~~~~\n"
            "a.cpp:2:15: note: 'c' is acquired here\n"
            "    2 |   PGconn *c = open();\n"
            "      |               ^~~~\n"
            "a.cpp:3:3: note: left here\n"
            "    3 |   return 1;\n"
            "      |   ^~~~~~\n");
}

TEST(TextEmitter, LevelIsTheRules) {
  SourceCache S = sources({});
  EXPECT_EQ(textOf(finding({"a.cpp", 3, 3, 9}, "m", "connlint-raw-connect"), S),
            "a.cpp:3:3: warning: m [connlint-raw-connect]\n");
}

TEST(TextEmitter, MissingFileHasNoExcerpt) {
  SourceCache S = sources({{"a.cpp", "x\n"}});
  EXPECT_EQ(textOf(finding({"gone.cpp", 3, 3, 9}, "m"), S),
            "gone.cpp:3:3: error: m [connlint-connection-leak]\n");
  EXPECT_EQ(textOf(finding({"a.cpp", 9, 3, 9}, "m"), S),
            "a.cpp:9:3: error: m [connlint-connection-leak]\n");
}

namespace {
/// The two rows of the excerpt of a one-line file.
std::string rows(const std::string &Line, uint32_t Column, uint32_t EndColumn) {
  SourceCache S = sources({{"a", Line}});
  std::string Text = textOf(finding({"a", 1, Column, EndColumn}, "m"), S);
  return Text.substr(Text.find('\n') + 1);
}
} // namespace

TEST(TextEmitter, CaretStandsBelowTheTokenAfterTabs) {
  EXPECT_EQ(rows("\tf(x);", 2, 3), "    1 |         f(x);\n"
                                   "      |         ^\n");
  EXPECT_EQ(rows("ab\tf();", 4, 5), "    1 | ab      f();\n"
                                    "      |         ^\n");
}

TEST(TextEmitter, CaretStandsBelowTheTokenAfterUtf8) {
  EXPECT_EQ(rows("/*ä€*/ call();", 11, 15), "    1 | /*ä€*/ call();\n"
                                            "      |        ^~~~\n");
  EXPECT_EQ(rows("/*\xF0\x9F\x98\x80*/ call();", 10, 14), "    1 | /*\xF0\x9F\x98\x80*/ call();\n"
                                                          "      |        ^~~~\n");
  EXPECT_EQ(rows("/*\xE4*/ call();", 7, 11), "    1 | /*<E4>*/ call();\n"
                                             "      |          ^~~~\n");
}

TEST(TextEmitter, CaretStandsBelowTheTokenAfterAMask) {
  EXPECT_EQ(rows("g(\"hunter2hunter2\"); call();", 22, 26), "    1 | g(\"***\"); call();\n"
                                                            "      |           ^~~~\n");
  EXPECT_EQ(rows("g(\"hunter2\");", 3, 12), "    1 | g(\"***\");\n"
                                            "      |   ^~~~~\n");
}

TEST(TextEmitter, CarriageReturnIsNotPartOfTheLine) {
  EXPECT_EQ(rows("f();\r\ng();\r\n", 1, 2), "    1 | f();\n      | ^\n");
}

TEST(TextEmitter, ControlCharactersDoNotReachTheTerminal) {
  EXPECT_EQ(rows("/*\x1b[2J*/ f();", 10, 11), "    1 | /*<U+001B>[2J*/ f();\n"
                                              "      |                 ^\n");
}

TEST(TextEmitter, VeryLongLineIsCutAroundTheToken) {
  std::string Line = std::string(5000, 'a') + " call() " + std::string(2000000, 'b');
  std::string Text = rows(Line, 5002, 5006);
  EXPECT_LT(Text.size(), 400u);
  size_t Caret = Text.find('^');
  size_t CodeEnd = Text.find('\n');
  ASSERT_NE(Caret, std::string::npos);
  EXPECT_EQ(Text.substr(Caret - CodeEnd - 1, 4), "call") << Text;
  EXPECT_NE(Text.find("| ..."), std::string::npos);
}

TEST(TextEmitter, LongTokenAtTheStartOfALongLineIsCut) {
  std::string Text = rows(std::string(3000, 'a'), 1, 3001);
  EXPECT_LT(Text.size(), 400u);
  EXPECT_NE(Text.find("| ^~~~"), std::string::npos);
}

TEST(TextEmitter, ContextLinesSurroundTheLine) {
  SourceCache S = sources({{"a", "one\ntwo\nthree\nfour\n"}});
  EmitOptions Options;
  Options.ContextLines = 1;
  EXPECT_EQ(textOf(finding({"a", 2, 1, 4}, "m"), S, Options),
            "a:2:1: error: m [connlint-connection-leak]\n"
            "    1 | one\n    2 | two\n      | ^~~\n    3 | three\n");
}

TEST(TextEmitter, ExcerptsCanBeOff) {
  SourceCache S = sources({{"a", "one\n"}});
  EmitOptions Options;
  Options.Excerpts = false;
  EXPECT_EQ(textOf(finding({"a", 1, 1, 4}, "m"), S, Options),
            "a:1:1: error: m [connlint-connection-leak]\n");
}

TEST(TextEmitter, ColourIsOnlyOnRequest) {
  SourceCache S = sources({{"a", "one\n"}});
  Finding F = finding({"a", 1, 1, 4}, "m");
  F.Path = {{StepKind::Exit, {"a", 1, 1, 4}, "left here", 0}};
  EXPECT_EQ(textOf(F, S).find('\x1b'), std::string::npos);
  EmitOptions Options;
  Options.Color = true;
  std::string Colored = textOf(F, S, Options);
  EXPECT_NE(Colored.find("\x1b[1;31merror: \x1b[0m"), std::string::npos);
  EXPECT_NE(Colored.find("\x1b[1;32m^~~\x1b[0m"), std::string::npos);
}

TEST(TextEmitter, FailedUnitsAreNamed) {
  SourceCache S = sources({});
  Report R;
  R.Failures = {{"b.cpp", "'x.h' file not found"}};
  EXPECT_EQ(emitted("text", R, S), "b.cpp: error: not analysed: 'x.h' file not found\n");
}
