// Helpers that release: directly, through a pointer, in a chain, depending on the result.
#include <libpq-fe.h>

static void close_conn(PGconn *conn) {
  if (conn)
    PQfinish(conn);
}
static void close_twice_removed(PGconn *conn) { close_conn(conn); }
static void close_and_null(PGconn **conn) {
  close_twice_removed(*conn);
  *conn = NULL;
}
static int close_if_bad(PGconn *conn) {
  if (PQstatus(conn) == CONNECTION_OK)
    return 0;
  PQfinish(conn);
  return -1;
}

int direct(const char *dsn) {
  PGconn *conn = PQconnectdb(dsn);
  int ok = PQstatus(conn) == CONNECTION_OK;
  close_twice_removed(conn);
  return ok;
}

int through_pointer(const char *dsn) {
  PGconn *conn = PQconnectdb(dsn);
  close_and_null(&conn);
  close_and_null(&conn); // ok: null by now
  return 0;
}

int by_result(const char *dsn) {
  PGconn *conn = PQconnectdb(dsn);
  if (close_if_bad(conn))
    return -1;
  PQfinish(conn);
  return 0;
}
