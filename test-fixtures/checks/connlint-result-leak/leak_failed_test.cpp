// A test that passes has to clean up.
#include <sqlite3.h>

// As in GoogleTest.
struct Message {
  void operator=(const char *) const;
};
#define GTEST_FATAL_FAILURE_(text) return Message() = text
#define ASSERT_EQ(a, b) \
  if ((a) == (b))       \
    ;                   \
  else                  \
    GTEST_FATAL_FAILURE_("not equal")

void test_prepare(sqlite3 *db) {
  sqlite3_stmt *stmt = nullptr;
  ASSERT_EQ(SQLITE_OK, sqlite3_prepare_v2(db, "select 1", -1, &stmt, nullptr));
  ASSERT_EQ(SQLITE_ROW, sqlite3_step(stmt));
} // want "statement 'stmt' from sqlite3_prepare_v2 is not released on this way out" [connlint-result-leak]
