// Two branches on the same condition belong together.
#include <libpq-fe.h>

int mirror(const char *dsn, int wanted) {
  PGconn *conn = NULL;
  if (wanted)
    conn = PQconnectdb(dsn);
  int n = 7;
  if (wanted)
    PQfinish(conn);
  return n; // ok: held only when wanted, and then released
}

int own_flag(const char *dsn, int n) {
  int connected = 0;
  PGconn *conn;
  if (n > 10) {
    conn = PQconnectdb(dsn);
    connected = 1;
  }
  if (connected)
    PQfinish(conn);
  return n;
}

int handle_is_the_flag(const char *dsn, int n) {
  PGconn *conn = NULL;
  if (n > 10)
    conn = PQconnectdb(dsn);
  if (conn != NULL)
    PQfinish(conn);
  return n;
}

int status_kept(const char *dsn) {
  PGconn *conn = PQconnectdb(dsn);
  int ok = PQstatus(conn) == CONNECTION_OK;
  if (!ok)
    PQfinish(conn);
  int rows = 0;
  if (ok) {
    rows = 1;
    PQfinish(conn);
  }
  return rows;
}
