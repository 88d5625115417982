// Many ways out of a helper that closes and tells a logger of its caller's: too many to tell
// apart, but all of them that fail have closed.
#include <sqlite3.h>

struct context {
  void (*log)(struct context *c, int level, const char *text);
};

static void say(struct context *c, int level, const char *text) {
  if (c->log)
    c->log(c, level, text);
}

static void give_up(sqlite3 *db, sqlite3_stmt *stmt, const char *why, struct context *c) {
  if (why)
    say(c, 1, why);
  sqlite3_finalize(stmt);
  if (sqlite3_close(db))
    say(c, 2, "busy");
}

static int change_one(sqlite3 *db, sqlite3_stmt *stmt, struct context *c) {
  if (sqlite3_step(stmt) != SQLITE_DONE) {
    give_up(db, stmt, "step", c);
    return -3;
  }
  if (sqlite3_column_int(stmt, 0) != 1) {
    give_up(db, stmt, "count", c);
    return -3;
  }
  if (sqlite3_exec(db, "COMMIT", 0, 0, 0)) {
    give_up(db, stmt, "commit", c);
    return -4;
  }
  return 0;
}

int run(struct context *c) {
  sqlite3 *db = 0;
  sqlite3_stmt *stmt = 0;
  if (sqlite3_open("a.db", &db)) {
    sqlite3_close(db);
    return -1;
  }
  if (sqlite3_prepare_v2(db, "DELETE FROM t LIMIT 1", -1, &stmt, 0)) {
    sqlite3_close(db);
    return -2;
  }
  if (change_one(db, stmt, c))
    return -3; // ok: closed
  give_up(db, stmt, 0, c);
  return 0;
}
