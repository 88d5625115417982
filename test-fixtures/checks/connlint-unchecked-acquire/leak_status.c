// A PGconn is never usable before PQstatus says so; nor is a handle whose code was ignored.
#include <libpq-fe.h>
#include <sqlite3.h>
#include <stddef.h>

int libpq_status(const char *dsn) {
  PGconn *conn = PQconnectdb(dsn); // want "'conn'" [connlint-unchecked-acquire]
  int sent = PQsendQuery(conn, "SELECT 1");
  PQfinish(conn);
  return sent;
}

int sqlite_code(const char *file) {
  sqlite3 *db = NULL;
  sqlite3_open(file, &db); // want "'db'" [connlint-unchecked-acquire]
  int rc = sqlite3_exec(db, "VACUUM", NULL, NULL, NULL);
  sqlite3_close(db);
  return rc;
}

int sqlite_statement(sqlite3 *db) {
  sqlite3_stmt *stmt = NULL;
  sqlite3_prepare_v2(db, "SELECT 1", -1, &stmt, NULL); // want "'stmt'" [connlint-unchecked-acquire]
  int rc = sqlite3_step(stmt);
  sqlite3_finalize(stmt);
  return rc;
}
