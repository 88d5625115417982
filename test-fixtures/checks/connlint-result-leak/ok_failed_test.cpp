// A test that has failed ends there; what it leaves open does not matter.
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
  ASSERT_EQ(SQLITE_ROW, sqlite3_step(stmt)); // ok: the end of the test
  sqlite3_finalize(stmt);
}
