// Twin of ok_second_prepare.c: that the first one could be prepared says nothing of the second.
#include <sqlite3.h>

static sqlite3_stmt *prepare(sqlite3 *db, const char *sql) {
  sqlite3_stmt *stmt = 0;
  if (sqlite3_prepare_v2(db, sql, -1, &stmt, 0) != SQLITE_OK)
    return 0;
  return stmt;
}

int run(sqlite3 *db) {
  sqlite3_stmt *first, *second;
  if (sqlite3_prepare_v2(db, "SELECT 1", -1, &first, 0) != SQLITE_OK)
    return -1;
  second = prepare(db, "SELECT 2");
  if (!second)
    return -1; // want "'first'" [connlint-result-leak]
  int rc = sqlite3_step(first) == SQLITE_ROW && sqlite3_step(second) == SQLITE_ROW;
  sqlite3_finalize(second);
  sqlite3_finalize(first);
  return rc;
}
