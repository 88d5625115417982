// Without a pool there is nothing to bypass.
#include <libpq-fe.h>

int repair(const char *dsn) {
  PGconn *conn = PQconnectdb(dsn); // ok: no pool is known
  int ok = PQstatus(conn) == CONNECTION_OK;
  PQfinish(conn);
  return ok;
}
