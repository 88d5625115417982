// An extension of a PostgreSQL server, without the headers of the server: a report of an error does
// not come back, and neither does what throws again.
#include <sqlite3.h>
#include "postgres_not_there.h"

int first(const char *sql) {
  sqlite3 *db = 0;
  sqlite3_stmt *stmt = 0;
  if (sqlite3_open("remote.db", &db) != SQLITE_OK) {
    sqlite3_close(db); // the next call is the end
    ereport(ERROR, (errcode(ERRCODE_FDW_UNABLE_TO_ESTABLISH_CONNECTION), errmsg("no database")));
  }
  if (sqlite3_prepare_v2(db, sql, -1, &stmt, 0) != SQLITE_OK) { // ok: not after the report
    sqlite3_close(db); // the next call is the end
    elog(ERROR, "cannot prepare");
  }
  int found = sqlite3_step(stmt) == SQLITE_ROW;
  sqlite3_finalize(stmt);
  sqlite3_close(db);
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
    sqlite3_finalize(stmt); // the next call is the end
    PG_RE_THROW();
  }
  PG_END_TRY();
  sqlite3_finalize(stmt); // ok: not after the handler
  return found;
}

void third(sqlite3 *db, const char *sql) {
  sqlite3_stmt *stmt = 0;
  if (sqlite3_prepare_v2(db, sql, -1, &stmt, 0) != SQLITE_OK)
    return;
  sqlite3_finalize(stmt);
  elog(DEBUG1, "statement %p is gone", stmt); // ok: only where it was
}
