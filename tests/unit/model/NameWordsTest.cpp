// NameWordsTest.cpp - names are taken apart at humps, digits and punctuation.
#include "model/NameWords.h"
#include <array>
#include <gtest/gtest.h>

namespace connlint {
namespace {

constexpr std::string_view Words[] = {"add", "free"};

TEST(NameWords, FindsAWordAnywhereInTheName) {
  for (const char *Name : {"add", "conn_add", "connAdd", "ConnListAdd2", "add_conn", "pool::add",
                           "free", "x2free", "FREE", "Free_it"})
    EXPECT_TRUE(hasWord(Name, Words)) << Name;
}

TEST(NameWords, DoesNotFindAPartOfAWord) {
  for (const char *Name : {"", "_", "address", "padd", "freedom", "carefree", "Addx", "a_dd"})
    EXPECT_FALSE(hasWord(Name, Words)) << Name;
}

TEST(NameWords, ReadsCapitalsInARowAsOneWord) {
  EXPECT_TRUE(hasWord("SQLFree", std::array<std::string_view, 1>{"sqlfree"}));
  EXPECT_FALSE(hasWord("SQLFree", Words));
}

TEST(NameWords, TakesANameApartInOrder) {
  EXPECT_EQ(wordsOf("ck_assertPtr2NE"), (std::vector<std::string>{"ck", "assert", "ptr", "ne"}));
  EXPECT_TRUE(wordsOf("_1_").empty());
}

} // namespace
} // namespace connlint
