// What is not SQLITE_OK has a message: the code of sqlite3_step that is no failure is SQLITE_DONE.
#include <sqlite3.h>

static sqlite3 *db;

static int run(sqlite3_stmt *stmt, char **errmsg) {
  int ret = sqlite3_step(stmt);
  if (ret != SQLITE_DONE)
    *errmsg = sqlite3_mprintf("%s", sqlite3_errmsg(db));
  return ret;
}

void analyze(sqlite3_stmt *stmt) {
  char *errmsg;
  int ret = run(stmt, &errmsg);
  if (ret == SQLITE_BUSY)
    sqlite3_free(errmsg);
} // want "buffer 'errmsg' from run" [connlint-result-leak]
