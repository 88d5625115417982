// Recursive helpers, alone and mutually.
#include <libpq-fe.h>

static PGconn *attempt(const char *dsn, int left) {
  PGconn *conn = PQconnectdb(dsn);
  if (PQstatus(conn) == CONNECTION_OK)
    return conn;
  PQfinish(conn);
  return left > 0 ? attempt(dsn, left - 1) : NULL;
}

static void drop_odd(PGconn *conn, int n);
static void drop_even(PGconn *conn, int n) {
  if (n == 0)
    PQfinish(conn);
  else
    drop_odd(conn, n - 1);
}
static void drop_odd(PGconn *conn, int n) {
  if (n == 0)
    PQfinish(conn);
  else
    drop_even(conn, n - 1);
}

int use(const char *dsn) {
  PGconn *conn = attempt(dsn, 3);
  if (!conn)
    return -1;
  drop_even(conn, 4);
  return 0;
}
