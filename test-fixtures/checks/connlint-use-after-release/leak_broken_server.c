// A report that is no error comes back, and a handler that does not throw again goes on.
#include <sqlite3.h>
#include "postgres_not_there.h"

int first(sqlite3 *db, const char *sql) {
  sqlite3_stmt *stmt = 0;
  if (sqlite3_prepare_v2(db, sql, -1, &stmt, 0) != SQLITE_OK)
    return 0;
  int found = sqlite3_step(stmt) == SQLITE_ROW;
  if (!found) {
    sqlite3_finalize(stmt);
    ereport(WARNING, (errmsg("no row")));
  }
  sqlite3_finalize(stmt); // want "second time" [connlint-double-release]
  return found;
}

int second(sqlite3 *db, const char *sql) {
  sqlite3_stmt *stmt = 0;
  int found = 0;
  if (sqlite3_prepare_v2(db, sql, -1, &stmt, 0) != SQLITE_OK)
    return 0;
  PG_TRY();
  {
    found = sqlite3_step(stmt) == SQLITE_ROW;
  }
  PG_CATCH();
  {
    sqlite3_finalize(stmt);
    stmt = 0;
    found = -1;
  }
  PG_END_TRY();
  return found; // want "'stmt'" [connlint-result-leak]
}

void third(sqlite3 *db, const char *sql) {
  sqlite3_stmt *stmt = 0;
  if (sqlite3_prepare_v2(db, sql, -1, &stmt, 0) != SQLITE_OK)
    return;
  sqlite3_finalize(stmt);
  elog(DEBUG1, "%s", stmt); // want "used after the release by elog" [connlint-use-after-release]
}
