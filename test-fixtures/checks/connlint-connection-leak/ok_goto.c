// The kernel's ladder of labels, and one label for everything.
#include <libpq-fe.h>
#include <sqlite3.h>

int ladder(const char *dsn, const char *file) {
  int rc = -1;
  sqlite3 *db = NULL;
  PGconn *conn = PQconnectdb(dsn);
  if (PQstatus(conn) != CONNECTION_OK)
    goto no_pg;
  if (sqlite3_open(file, &db) != SQLITE_OK)
    goto no_lite;
  rc = 0;
no_lite:
  sqlite3_close(db);
no_pg:
  PQfinish(conn);
  return rc;
}

int backwards(const char *dsn) {
  int tries = 0;
  PGconn *conn;
again:
  conn = PQconnectdb(dsn);
  if (PQstatus(conn) != CONNECTION_OK && tries++ < 3) {
    PQfinish(conn);
    goto again;
  }
  PQfinish(conn);
  return tries;
}
