// Twin of ok_asked_errcode.c: it is another connection that is asked.
#include <sqlite3.h>

struct cursor {
  sqlite3 *db, *log;
  sqlite3_stmt *stmt;
};

static int outcome(struct cursor *c) {
  int rc = sqlite3_errcode(c->log);
  int bad = rc != SQLITE_OK && rc != SQLITE_DONE && rc != SQLITE_ROW;
  return bad ? 2 : 0;
}

static int prepare(struct cursor *c, const char *sql) {
  if (c->stmt == 0)
    sqlite3_prepare_v2(c->db, sql, -1, &c->stmt, 0);
  else
    sqlite3_reset(c->stmt);
  return outcome(c);
}

int erase(struct cursor *c) {
  int rc = prepare(c, "DELETE FROM t"); // want "'c->stmt'" [connlint-unchecked-acquire]
  if (rc == 0)
    sqlite3_step(c->stmt);
  return rc;
}

int count(sqlite3 *db, sqlite3 *other) {
  sqlite3_stmt *stmt;
  // want+1 "'stmt'" [connlint-unchecked-acquire]
  sqlite3_prepare_v2(db, "SELECT count(*) FROM t", -1, &stmt, 0);
  if (sqlite3_errcode(other) != SQLITE_OK) {
    sqlite3_finalize(stmt);
    return -1;
  }
  sqlite3_step(stmt);
  int n = sqlite3_column_int(stmt, 0);
  sqlite3_finalize(stmt);
  return n;
}
