// More ways out of a helper than can be told apart: those that fail have closed the connection.
#include <sqlite3.h>

void complain(const char *text);

static int fail(sqlite3 *db, int code, const char *text) {
  complain(text);
  sqlite3_close(db);
  return code;
}

#define STEP(code, sql)                                                                            \
  if (sqlite3_exec(db, sql, 0, 0, 0))                                                              \
    return fail(db, code, sql);

static int upgrade(sqlite3 *db) {
  STEP(1, "create")
  STEP(2, "alter")
  STEP(3, "fill")
  STEP(4, "index")
  STEP(5, "view")
  STEP(6, "trigger")
  STEP(7, "rename")
  STEP(8, "copy")
  STEP(9, "grant")
  STEP(10, "drop")
  STEP(11, "analyze")
  STEP(12, "vacuum")
  STEP(13, "check")
  STEP(14, "commit")
  return 0;
}

int run(sqlite3 **out) {
  sqlite3 *db = 0;
  if (sqlite3_open("a.db", &db)) {
    sqlite3_close(db);
    return -1;
  }
  if (upgrade(db))
    return -2; // ok: closed
  sqlite3_exec(db, "use", 0, 0, 0);
  *out = db;
  return 0;
}
