// sqlite3_reset is taken to fail only where the step before it failed.
#include <sqlite3.h>

int run(sqlite3 *db) {
  sqlite3_stmt *statement;
  if (sqlite3_prepare_v2(db, "DELETE FROM t", -1, &statement, 0) != SQLITE_OK)
    return -1;
  if (sqlite3_step(statement) == SQLITE_DONE && sqlite3_reset(statement) != SQLITE_OK)
    return -1; // miss: the statement stays
  sqlite3_finalize(statement);
  return 0;
}
