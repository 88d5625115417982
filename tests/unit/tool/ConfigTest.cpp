// ConfigTest.cpp - the keys of .connlint.yaml and what its globs match.
#include "Config.h"
#include "RuleSelection.h"
#include "UsageError.h"
#include <gtest/gtest.h>

namespace connlint {
namespace {

TEST(Config, ReadsEveryKey) {
  Config C = parseConfig("checks: ['*', -connlint-raw-connect]\n"
                         "models: [passwd, /dev/null]\n" // Files that are there.
                         "ignore:\n  - gen/\n"
                         "fail-on: error\n",
                         "/etc/.connlint.yaml");
  EXPECT_EQ(C.Checks, (std::vector<std::string>{"*", "-connlint-raw-connect"}));
  EXPECT_EQ(C.Models, (std::vector<std::string>{"/etc/passwd", "/dev/null"}));
  EXPECT_EQ(C.Ignore, std::vector<std::string>{"gen/"});
  EXPECT_EQ(C.FailOn, Level::Error);
}

TEST(Config, MistakesAreLocated) {
  try {
    parseConfig("checks: []\n  \nfial-on: error\n", "/p/.connlint.yaml");
    FAIL();
  } catch (const LocatedError &Error) {
    EXPECT_STREQ(Error.what(), "/p/.connlint.yaml:3:1: error: unknown key 'fial-on'; "
                               "did you mean 'fail-on'?");
  }
  for (const char *Text : {"checks", "checks: [", "[]", "checks: {a: b}", "fail-on: x",
                           "fail-on: [error]", "options: 3", "a: b: c", "checks: *x"})
    EXPECT_THROW(parseConfig(Text, "/p/.connlint.yaml"), LocatedError) << Text;
}

TEST(Config, IgnoreGlobsMatchNamesOrPaths) {
  auto Ignores = [](const char *Glob, const char *Path) {
    Config C;
    C.Folder = "/p";
    C.Ignore = {Glob};
    return C.ignores(Path);
  };
  EXPECT_TRUE(Ignores("third_party", "/p/a/third_party/x.c"));
  EXPECT_TRUE(Ignores("third_party/", "/p/third_party/x.c"));
  EXPECT_FALSE(Ignores("x.c/", "/p/x.c"));
  EXPECT_TRUE(Ignores("*.pb.cc", "/p/a/b.pb.cc"));
  EXPECT_TRUE(Ignores("a/b", "/p/a/b/c.c"));
  EXPECT_FALSE(Ignores("a/b", "/p/z/a/b/c.c"));
  EXPECT_TRUE(Ignores("/a", "/p/a/c.c"));
  EXPECT_FALSE(Ignores("/a", "/p/b/a/c.c"));
  EXPECT_TRUE(Ignores("./a/**", "/p/a/b/c.c"));
  EXPECT_FALSE(Ignores("a", "/other/a/x.c"));
  EXPECT_FALSE(Ignores("*", "/p2/x.c"));
  EXPECT_FALSE(Ignores("[", "/p/x.c"));
}

TEST(RuleSelection, ListsApplyInTurn) {
  const std::string Leak = "connlint-connection-leak";
  auto On = [&](std::vector<std::vector<std::string>> Lists) {
    auto Off = disabledRules(Lists);
    return std::find(Off.begin(), Off.end(), Leak) == Off.end();
  };
  EXPECT_TRUE(On({}));
  EXPECT_FALSE(On({{"-connection-leak"}}));
  EXPECT_FALSE(On({{"raw-connect"}}));
  EXPECT_TRUE(On({{"-*"}, {"connection-*"}}));
  EXPECT_FALSE(On({{"connection-*"}, {"-connlint-*-leak"}}));
  EXPECT_TRUE(On({{"{connection-leak,raw-connect}"}}));
  EXPECT_THROW(disabledRules({{"no-such"}}), UsageError);
  EXPECT_THROW(disabledRules({{"-no-such"}}), UsageError);
  EXPECT_THROW(disabledRules({{"["}}), UsageError);
}

} // namespace
} // namespace connlint
