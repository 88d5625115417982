// A handle that was never opened is null, and closing null is fine.
#include <app.h>
#include <libpq-fe.h>
#include <sqlite3.h>
#include <stddef.h>

int check(const char *file, int wanted) {
  sqlite3 *db = NULL;
  int deep = wanted && sqlite3_open(file, &db) == SQLITE_OK && app_flag("deep");
  sqlite3_close(db);
  return deep;
}

int alternatives(const char *dsn, const char *standby) {
  PGconn *conn = NULL;
  int up = (conn = PQconnectdb(dsn)) != NULL && PQstatus(conn) == CONNECTION_OK;
  if (!up)
    up = (PQfinish(conn), conn = PQconnectdb(standby), PQstatus(conn) == CONNECTION_OK);
  PQfinish(conn);
  return up;
}
