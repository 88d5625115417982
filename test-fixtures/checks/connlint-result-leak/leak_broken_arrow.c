// A member of an unknown struct, in parentheses and under a cast, does not finalize the statement.
#include "not_there.h"
#include <sqlite3.h>
int count(sqlite3 *db, struct entry *of) {
  sqlite3_stmt *stmt = 0;
  if (sqlite3_prepare_v2(db, "SELECT 1", (int)(of)->size, &stmt, 0) != SQLITE_OK)
    return -1;
  return sqlite3_step(stmt); // want "statement 'stmt' from sqlite3_prepare_v2 is not released" [connlint-result-leak]
}
