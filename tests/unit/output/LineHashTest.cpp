// The fingerprint of a line against published values.
#include "output/LineHash.h"
#include <gtest/gtest.h>

using namespace connlint;
using Lines = std::vector<std::string>;

TEST(LineHash, MatchesThePublishedValueOfTheEmptyFile) {
  EXPECT_EQ(lineHashes(""), Lines{"c129715d7a2bc9a3:1"});
}

TEST(LineHash, MatchesThePublishedValuesOfShortLines) {
  EXPECT_EQ(lineHashes(" a\nb\n  \t\tc\n d"), (Lines{"271789c17abda88f:1", "54703d4cd895b18:1",
                                                     "180aee12dab6264:1", "a23a3dc5e078b07b:1"}));
}

TEST(LineHash, LineBreaksOfAnyKindAreEqual) {
  Lines Expected = lineHashes("one\ntwo\n\nfour\n");
  EXPECT_EQ(Expected.size(), 5u);
  EXPECT_EQ(lineHashes("one\r\ntwo\r\n\r\nfour\r\n"), Expected);
  EXPECT_EQ(lineHashes("one\rtwo\r\rfour\r"), Expected);
}

TEST(LineHash, BlanksDoNotCount) {
  EXPECT_EQ(lineHashes("int x = 1;\nreturn x;"), lineHashes("\tint x=1;\n  return x ;"));
}

TEST(LineHash, RepeatedLinesAreNumbered) {
  std::string Text;
  for (int I = 0; I < 200; ++I)
    Text += "same();\n";
  Lines Hashes = lineHashes(Text);
  ASSERT_EQ(Hashes.size(), 201u);
  std::string First = Hashes[0].substr(0, Hashes[0].find(':'));
  EXPECT_EQ(Hashes[0], First + ":1");
  EXPECT_EQ(Hashes[1], First + ":2");
  EXPECT_EQ(Hashes[9], First + ":10");
}

TEST(LineHash, OnlyTheHundredCharactersFromTheLineCount) {
  std::string Long(150, 'x');
  EXPECT_EQ(lineHashes(Long + "\na")[0], lineHashes(Long + "\nb")[0]);
  EXPECT_NE(lineHashes("short\na")[0], lineHashes("short\nb")[0]);
}

TEST(LineHash, AcceptsAnyBytes) { EXPECT_EQ(lineHashes("\xFF\n\xF0\x9F\x98\x80\n").size(), 3u); }
