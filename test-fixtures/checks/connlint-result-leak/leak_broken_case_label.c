// A constant of a missing header is called like what returns: the way behind such a label is one like others.
#include "states.h"
#include <sqlite3.h>

int advance(sqlite3 *db, int state) {
  sqlite3_stmt *stmt = NULL;
  if (sqlite3_prepare_v2(db, "SELECT 1", -1, &stmt, NULL) != SQLITE_OK)
    return -1;
  switch (state) {
  case QUERY_RETURNED:
    return 1; // want "statement 'stmt' from sqlite3_prepare_v2 is not released on this way out" [connlint-result-leak]
  case QUERY_RETURN_LATER:
    break;
  default:
    sqlite3_reset(stmt);
  }
  sqlite3_finalize(stmt);
  return 0;
}
