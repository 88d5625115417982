// A loop over all statements of a connection finalizes them, here or in a function.
#include <sqlite3.h>

int here(sqlite3 *db) {
  sqlite3_stmt *st, *each;
  int rc = -1;
  if (sqlite3_prepare_v2(db, "SELECT 1", -1, &st, 0) == SQLITE_OK)
    rc = sqlite3_step(st);
  while ((each = sqlite3_next_stmt(db, 0)) != 0)
    sqlite3_finalize(each);
  return rc;
}

static void shut_down(sqlite3 *db) {
  sqlite3_stmt *each;
  while ((each = sqlite3_next_stmt(db, 0)))
    sqlite3_finalize(each);
  sqlite3_close(db);
}

int elsewhere(const char *path) {
  sqlite3 *db;
  sqlite3_stmt *st;
  int rc = -1;
  if (sqlite3_open(path, &db) == SQLITE_OK &&
      sqlite3_prepare_v2(db, "SELECT 1", -1, &st, 0) == SQLITE_OK)
    rc = sqlite3_step(st);
  shut_down(db);
  return rc;
}
