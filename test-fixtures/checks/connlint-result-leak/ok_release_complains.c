// The helper releases the statement after each error, and returns the same when the release
// repeats an error.
#include <sqlite3.h>

static int run(sqlite3_stmt *stmt) {
  int code = sqlite3_step(stmt);
  while (code == SQLITE_ROW)
    code = sqlite3_step(stmt);
  if (code != SQLITE_DONE) {
    sqlite3_finalize(stmt);
    return 1;
  }
  code = sqlite3_finalize(stmt);
  if (code != SQLITE_OK)
    return 1;
  return 0;
}

int query(sqlite3 *db, const char *sql) {
  sqlite3_stmt *stmt = 0;
  if (sqlite3_prepare_v2(db, sql, -1, &stmt, 0) != SQLITE_OK)
    return 1;
  if (!stmt)
    return 0;
  if (run(stmt))
    return 1;
  return 0;
}
