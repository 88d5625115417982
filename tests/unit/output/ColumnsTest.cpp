// Columns in bytes, UTF-16 units and terminal cells.
#include "output/Columns.h"
#include <gtest/gtest.h>

using namespace connlint;

TEST(Columns, AsciiColumnsStay) {
  EXPECT_EQ(utf16Column("int x;", 1), 1u);
  EXPECT_EQ(utf16Column("int x;", 5), 5u);
  EXPECT_EQ(utf16Column("int x;", 7), 7u);
}

TEST(Columns, CharacterOfTheBasicPlaneIsOneUnit) {
  EXPECT_EQ(utf16Column("\"ä\" x", 6), 5u); // 2 bytes
  EXPECT_EQ(utf16Column("\"€\" x", 7), 5u); // 3 bytes
}

TEST(Columns, CharacterBeyondTheBasicPlaneIsTwoUnits) {
  EXPECT_EQ(utf16Column("\"\xF0\x9F\x98\x80\" x", 8), 6u);
}

TEST(Columns, ColumnInsideACharacterIsThatCharacters) {
  EXPECT_EQ(utf16Column("a\xF0\x9F\x98\x80z", 3), 2u);
}

TEST(Columns, MalformedBytesCountAsOneUnitEach) {
  EXPECT_EQ(utf16Column("\xE4 x", 3), 3u); // Latin-1
  EXPECT_EQ(utf16Column("\xFF\xFE x", 4), 4u);
  EXPECT_EQ(utf16Column("\xE2\x82 x", 4), 3u);    // a truncated sequence is one
  EXPECT_EQ(utf16Column("\xED\xA0\x80x", 4), 4u); // a surrogate is three
}

TEST(Columns, TabIsOneUnit) { EXPECT_EQ(utf16Column("\t\tx", 3), 3u); }

TEST(Columns, ColumnBehindTheLineStaysBehindIt) {
  EXPECT_EQ(utf16Column("ab", 3), 3u);
  EXPECT_EQ(utf16Column("", 4), 4u);
}

TEST(Columns, DecodesEveryLength) {
  EXPECT_EQ(decodeAt("A", 0).Value, U'A');
  EXPECT_EQ(decodeAt("é", 0).Value, U'é');
  EXPECT_EQ(decodeAt("€", 0).Value, U'€');
  EXPECT_EQ(decodeAt("\xF0\x9F\x98\x80", 0).Value, U'\U0001F600');
  EXPECT_FALSE(decodeAt("\xC0\x80", 0).Valid);
  EXPECT_FALSE(decodeAt("\xF4\x90\x80\x80", 0).Valid);
  EXPECT_FALSE(decodeAt("\xF0\x9F", 0).Valid);
}

TEST(Columns, PrintableSpellsOutWhatATerminalWouldObey) {
  EXPECT_EQ(printable("a\tb\nc"), "a b c");
  EXPECT_EQ(printable("\x1b[31m"), "<U+001B>[31m");
  EXPECT_EQ(printable("\xE2\x80\xAEx"), "<U+202E>x");
  EXPECT_EQ(printable("\xE4x"), "<E4>x");
  EXPECT_EQ(printable("größe"), "größe");
}

TEST(Columns, TruncationKeepsCharactersWhole) {
  EXPECT_EQ(truncated("abcdef", 6), "abcdef");
  EXPECT_EQ(truncated("abcdefg", 6), "abc...");
  EXPECT_EQ(truncated("abö1234", 6), "ab...");
}
