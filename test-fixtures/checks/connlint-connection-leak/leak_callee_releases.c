// A helper releases in one case only, and its result says which.
#include <libpq-fe.h>

static int close_if_bad(PGconn *conn) {
  if (PQstatus(conn) == CONNECTION_OK)
    return 0;
  PQfinish(conn);
  return -1;
}

static void only_logs(PGconn *conn) { (void)PQerrorMessage(conn); }

int by_result(const char *dsn) {
  PGconn *conn = PQconnectdb(dsn);
  if (close_if_bad(conn) != 0)
    return -1; // ok: released by the helper
  return 0;    // want "'conn'" [connlint-connection-leak]
}

int by_name(const char *dsn) {
  PGconn *conn = PQconnectdb(dsn);
  if (PQstatus(conn) != CONNECTION_OK) {
    only_logs(conn);
    return -1; // want "'conn'" [connlint-connection-leak]
  }
  PQfinish(conn);
  return 0;
}
