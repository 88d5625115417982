// A helper of the file gets the code, and does not look at it.
#include "sqlite3.h"

static int twice(int code) { return code * 2; }

int load(sqlite3 *db, const char *sql) {
  sqlite3_stmt *stmt = 0;
  int rc = sqlite3_prepare_v2(db, sql, -1, &stmt, 0); // want "used without a null check" [connlint-unchecked-acquire]
  int sum = twice(rc);
  sqlite3_step(stmt);
  sqlite3_finalize(stmt);
  return sum;
}
