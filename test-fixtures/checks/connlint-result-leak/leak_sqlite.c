// A failed step must still finalize; an overwritten statement as well.
#include <sqlite3.h>
#include <stddef.h>

int add(sqlite3 *db, const char *text) {
  sqlite3_stmt *stmt = NULL;
  if (sqlite3_prepare_v2(db, "INSERT INTO notes VALUES (?)", -1, &stmt, NULL) != SQLITE_OK)
    return -1; // ok: a failed prepare leaves null
  sqlite3_bind_text(stmt, 1, text, -1, SQLITE_STATIC);
  if (sqlite3_step(stmt) != SQLITE_DONE)
    return -1; // want "'stmt'" [connlint-result-leak]
  return sqlite3_finalize(stmt);
}

int twice(sqlite3 *db) {
  sqlite3_stmt *stmt = NULL;
  if (sqlite3_prepare_v2(db, "SELECT 1", -1, &stmt, NULL) != SQLITE_OK)
    return -1;
  sqlite3_step(stmt);
  int rc = sqlite3_prepare_v2(db, "SELECT 2", -1, &stmt, NULL); // want "'stmt'" [connlint-result-leak]
  if (rc == SQLITE_OK)
    sqlite3_finalize(stmt);
  return rc;
}
