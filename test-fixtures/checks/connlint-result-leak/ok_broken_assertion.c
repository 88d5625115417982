// Missing headers: behind an undeclared function that asserts, what it was given holds.
#include <sqlite3.h>
#include <toolbox/assertions.h>

void equal(sqlite3 *db) {
  sqlite3_stmt *st = 0;
  int rc = sqlite3_prepare_v2(db, "SELECT 1", -1, &st, 0);
  ck_assert_int_ne(rc, SQLITE_OK);
}

void null(sqlite3 *db) {
  sqlite3_stmt *st = 0;
  sqlite3_prepare_v2(db, "SELECT", -1, &st, 0);
  CU_ASSERT_PTR_NULL(st);
}

void untrue(sqlite3 *db) {
  sqlite3_stmt *st = 0;
  int rc = sqlite3_prepare_v2(db, "SELECT", -1, &st, 0);
  REQUIRE_FALSE(rc == SQLITE_OK);
}
