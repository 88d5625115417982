// A statement that could not be prepared shows in the status of its connection.
#include <sqlite3.h>

struct cursor {
  sqlite3 *db;
  sqlite3_stmt *stmt;
};
void complain(int code, const char *text);

static int outcome(struct cursor *c) {
  int rc = sqlite3_errcode(c->db);
  int bad = rc != SQLITE_OK && rc != SQLITE_DONE && rc != SQLITE_ROW;
  if (bad)
    complain(rc, sqlite3_errmsg(c->db));
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
  int rc = prepare(c, "DELETE FROM t");
  if (rc == 0)
    sqlite3_step(c->stmt); // ok: the connection would have said it
  return rc;
}

int count(sqlite3 *db) {
  sqlite3_stmt *stmt;
  sqlite3_prepare_v2(db, "SELECT count(*) FROM t", -1, &stmt, 0);
  if (sqlite3_errcode(db) != SQLITE_OK)
    return -1;        // ok: there is none
  sqlite3_step(stmt); // ok: asked
  int n = sqlite3_column_int(stmt, 0);
  sqlite3_finalize(stmt);
  return n;
}
