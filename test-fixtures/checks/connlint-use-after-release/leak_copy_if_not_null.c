// The memory of a statement is copied where it is null, and returned where it is not.
#include <sqlite3.h>
#include <string.h>

char *get(sqlite3 *db) {
  sqlite3_stmt *stmt;
  char *res;
  if (sqlite3_prepare_v2(db, "x", -1, &stmt, 0) != SQLITE_OK)
    return 0;
  if (sqlite3_step(stmt) != SQLITE_ROW) {
    sqlite3_finalize(stmt);
    return 0;
  }
  res = (char *)sqlite3_column_text(stmt, 0);
  if (!res)
    res = strdup("none");
  sqlite3_finalize(stmt);
  return res; // want "memory of statement 'stmt' is used after the release" [connlint-use-after-release]
}
