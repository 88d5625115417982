// sqlite3_step never returns SQLITE_OK, also behind a wrapper that waits for a lock.
#include <sqlite3.h>

static sqlite3 *db;
int wait_unlock(void);

static int step(sqlite3_stmt *stmt) {
  int ret;
  while ((ret = sqlite3_step(stmt)) == SQLITE_LOCKED) {
    ret = wait_unlock();
    if (ret != SQLITE_OK)
      break;
    sqlite3_reset(stmt);
  }
  return ret;
}

static int run(const char *q, char **errmsg) {
  sqlite3_stmt *stmt;
  int ret = sqlite3_prepare_v2(db, q, -1, &stmt, 0);
  if (ret != SQLITE_OK) {
    *errmsg = sqlite3_mprintf("%s", sqlite3_errmsg(db));
    return ret;
  }
  while ((ret = step(stmt)) == SQLITE_ROW)
    ;
  sqlite3_finalize(stmt);
  if (ret != SQLITE_DONE) {
    *errmsg = sqlite3_mprintf("%s", sqlite3_errmsg(db));
    return ret;
  }
  return SQLITE_OK;
}

void analyze(void) {
  char *errmsg;
  int ret = run("ANALYZE", &errmsg);
  if (ret != SQLITE_OK)
    sqlite3_free(errmsg);
} // ok: where run returns SQLITE_OK there is no message
