// A helper stores the open connection behind a parameter, and says so by its return value.
#include <libpq-fe.h>

static int open_out(const char *dsn, PGconn **out) {
  PGconn *conn = PQconnectdb(dsn);
  if (PQstatus(conn) != CONNECTION_OK) {
    PQfinish(conn);
    return -1;
  }
  *out = conn;
  return 0;
}

int use(const char *dsn, int quick) {
  PGconn *conn = NULL;
  if (open_out(dsn, &conn) != 0)
    return -1; // ok: nothing was stored
  if (quick)
    return 0; // want "'conn'" [connlint-connection-leak]
  PQfinish(conn);
  return 0;
}
