// Missing headers: an undeclared function that asserts that all went well. A number need not be
// a truth, and a word that is not understood says nothing.
#include <sqlite3.h>
#include <toolbox/assertions.h>

void equal(sqlite3 *db) {
  sqlite3_stmt *st = 0;
  int rc = sqlite3_prepare_v2(db, "SELECT 1", -1, &st, 0);
  ck_assert_int_eq(rc, SQLITE_OK);
} // want "is not released" [connlint-result-leak]

void not_null(sqlite3 *db) {
  sqlite3_stmt *st = 0;
  sqlite3_prepare_v2(db, "SELECT 1", -1, &st, 0);
  CU_ASSERT_PTR_NOT_NULL(st);
} // want "is not released" [connlint-result-leak]

void number(sqlite3 *db) {
  sqlite3_stmt *st = 0;
  int rc = sqlite3_prepare_v2(db, "SELECT 1", -1, &st, 0);
  DB_CHECK(rc);
} // want "is not released" [connlint-result-leak]

void returns(sqlite3 *db) {
  sqlite3_stmt *st = 0;
  int rc = sqlite3_prepare_v2(db, "SELECT 1", -1, &st, 0);
  CHECK_RETURN(rc == SQLITE_ERROR);
} // want "is not released" [connlint-result-leak]
