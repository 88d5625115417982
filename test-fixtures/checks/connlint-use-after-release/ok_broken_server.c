// An extension of a PostgreSQL server, without the headers of the server: what throws again does not
// come back, and a log that prints where something was does not use it.
#include <sqlite3.h>
#include "postgres_not_there.h"

int first(sqlite3 *db, const char *sql) {
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

void second(sqlite3 *db, const char *sql) {
  sqlite3_stmt *stmt = 0;
  if (sqlite3_prepare_v2(db, sql, -1, &stmt, 0) != SQLITE_OK)
    return;
  sqlite3_finalize(stmt);
  elog(DEBUG1, "statement %p is gone", stmt); // ok: only where it was
}
