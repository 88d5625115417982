// Twin of ok_broken_error_out.c: nobody looks at the error.
#include "not_there.h"
#include <sqlite3.h>

typedef struct Err Err;

static sqlite3 *open_db(const char *path, Err **error) {
  sqlite3 *db = 0;
  int rc = sqlite3_open_v2(path, &db, SQLITE_OPEN_READWRITE, 0);
  if (rc != SQLITE_OK) {
    tell(error, 1, "cannot open: %s", sqlite3_errmsg(db));
    sqlite3_close(db);
    db = 0;
  }
  return db;
}

int use(const char *path) {
  Err *error = 0;
  sqlite3 *db = open_db(path, &error); // want "'db'" [connlint-unchecked-acquire]
  sqlite3_exec(db, "DELETE FROM t", 0, 0, 0);
  sqlite3_close(db);
  return 0;
}
