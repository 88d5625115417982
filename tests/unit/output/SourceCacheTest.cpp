// Reading files: any line break, any bytes, none at all.
#include "TestReport.h"
#include <fstream>
#include <gtest/gtest.h>

using namespace connlint;
using namespace connlint::test;

TEST(SourceCache, LineBreaksOfAnyKindSeparateLines) {
  SourceCache S = sources({{"a", "one\ntwo\r\nthree\rfour"}});
  EXPECT_EQ(S.lineCount("a"), 4u);
  EXPECT_EQ(S.rawLine("a", 1), "one");
  EXPECT_EQ(S.rawLine("a", 2), "two");
  EXPECT_EQ(S.rawLine("a", 3), "three");
  EXPECT_EQ(S.rawLine("a", 4), "four");
}

TEST(SourceCache, MissingFileAndLineAreEmpty) {
  SourceCache S = sources({{"a", "one"}});
  EXPECT_FALSE(S.exists("b"));
  EXPECT_EQ(S.lineCount("b"), 0u);
  EXPECT_EQ(S.rawLine("b", 1), "");
  EXPECT_EQ(S.lineHash("b", 1), "");
  EXPECT_EQ(S.rawLine("a", 0), "");
  EXPECT_EQ(S.rawLine("a", 2), "");
  EXPECT_EQ(S.lineHash("a", 2), "");
  EXPECT_EQ(S.shownLine("b", 1).text(), "");
  EXPECT_FALSE(S.exists(""));
}

TEST(SourceCache, ReadsEachFileOnce) {
  int Reads = 0;
  SourceCache S([&](const std::string &) {
    ++Reads;
    return std::optional<std::string>("x");
  });
  S.rawLine("a", 1);
  S.lineHash("a", 1);
  S.shownLine("a", 1);
  EXPECT_EQ(Reads, 1);
}

TEST(SourceCache, TokenEndsWhereTheFindingSaysOrTheIdentifierDoes) {
  SourceCache S = sources({{"a", "return conn_1;"}});
  EXPECT_EQ(S.tokenEnd({"a", 1, 8, 14}), 14u);
  EXPECT_EQ(S.tokenEnd({"a", 1, 8, 0}), 14u);
  EXPECT_EQ(S.tokenEnd({"a", 1, 14, 0}), 15u);
  EXPECT_EQ(S.tokenEnd({"a", 1, 8, 99}), 15u);
  EXPECT_EQ(S.tokenEnd({"missing", 1, 8, 14}), 14u);
}

TEST(SourceCache, ReadsFromDiskRelativeToItsFolder) {
  std::string Folder = testing::TempDir();
  std::ofstream(Folder + "/connlint-cache.txt") << "text\n";
  SourceCache S(Folder);
  EXPECT_EQ(S.rawLine("connlint-cache.txt", 1), "text");
  EXPECT_FALSE(S.exists("no-such-file"));
  EXPECT_FALSE(S.exists(Folder)) << "a directory is no file";
}
