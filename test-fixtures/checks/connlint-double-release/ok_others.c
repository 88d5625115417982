// Another handle in the same variable, and helpers that tell whether they released.
#include <libpq-fe.h>
#include <sqlite3.h>
#include <stddef.h>

static int close_if_bad(PGconn *conn) {
  if (PQstatus(conn) == CONNECTION_OK)
    return 0;
  PQfinish(conn);
  return -1;
}

int by_result(const char *dsn) {
  PGconn *conn = PQconnectdb(dsn);
  if (close_if_bad(conn) != 0)
    return -1;
  PQfinish(conn);
  return 0;
}

int reused(const char *file, const char *other) {
  sqlite3 *db = NULL;
  int rc = sqlite3_open(file, &db);
  sqlite3_close(db);
  if (rc == SQLITE_OK) {
    rc = sqlite3_open(other, &db);
    sqlite3_close(db);
  }
  return rc;
}
