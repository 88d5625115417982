// A constant of a missing header is called like what returns: it is the label of a case, no return.
#include "states.h"
#include <sqlite3.h>

int advance(sqlite3 *db, int state) {
  sqlite3_stmt *stmt = NULL;
  if (sqlite3_prepare_v2(db, "SELECT 1", -1, &stmt, NULL) != SQLITE_OK)
    return -1;
  switch (state) {
  case QUERY_RETURNED:
    sqlite3_finalize(stmt);
    return 1; // ok: the statement is released
  case QUERY_RETURN_LATER:
    break;
  default:
    sqlite3_reset(stmt);
  }
  sqlite3_finalize(stmt);
  return 0;
}
