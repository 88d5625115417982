// A static is made on the first call; a later call that finds it broken makes a new one.
#include <libpq-fe.h>

PGconn *shared(const char *dsn) {
  static PGconn *conn = PQconnectdb(dsn);
  if (PQstatus(conn) != CONNECTION_OK)
    conn = PQconnectdb(dsn); // want "overwritten" [connlint-connection-leak]
  return conn;
}
