// Twin of ok_next_statement.c: closing finalizes nothing, and what is prepared later stays.
#include <sqlite3.h>

static void shut_down(sqlite3 *db) { sqlite3_close(db); }

int elsewhere(const char *path) {
  sqlite3 *db;
  sqlite3_stmt *st;
  int rc = -1;
  if (sqlite3_open(path, &db) == SQLITE_OK &&
      sqlite3_prepare_v2(db, "SELECT 1", -1, &st, 0) == SQLITE_OK)
    rc = sqlite3_step(st);
  shut_down(db);
  return rc; // want "'st'" [connlint-result-leak]
}

int later(sqlite3 *db) {
  sqlite3_stmt *st, *each;
  while ((each = sqlite3_next_stmt(db, 0)) != 0)
    sqlite3_finalize(each);
  if (sqlite3_prepare_v2(db, "SELECT 1", -1, &st, 0) != SQLITE_OK)
    return -1;
  return sqlite3_step(st); // want "'st'" [connlint-result-leak]
}
