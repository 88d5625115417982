// A helper of the file looks at the code.
#include "sqlite3.h"

static int is_bad(int code) {
  switch (code & 0xff) {
  case SQLITE_OK:
  case SQLITE_ROW: return 0;
  default: return 1;
  }
}

int load(sqlite3 *db, const char *sql) {
  sqlite3_stmt *stmt = 0;
  int rc = sqlite3_prepare_v2(db, sql, -1, &stmt, 0);
  if (is_bad(rc))
    return -1;
  sqlite3_step(stmt); // ok: asked
  sqlite3_finalize(stmt);
  return 0;
}
