// A recursive helper that returns a connection, and a caller that forgets it.
#include <libpq-fe.h>

static PGconn *attempt(const char *dsn, int left) {
  PGconn *conn = PQconnectdb(dsn);
  if (PQstatus(conn) == CONNECTION_OK)
    return conn;
  PQfinish(conn);
  return left > 0 ? attempt(dsn, left - 1) : NULL;
}

int use(const char *dsn) {
  PGconn *conn = attempt(dsn, 3);
  if (!conn)
    return -1;
  return 0; // want "'conn'" [connlint-connection-leak]
}
