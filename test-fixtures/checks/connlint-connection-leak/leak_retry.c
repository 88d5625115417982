// Each failed attempt leaves its handle behind.
#include <libpq-fe.h>

PGconn *connect_patiently(const char *dsn) {
  PGconn *conn = PQconnectdb(dsn);
  for (int tries = 0; tries < 3; tries++) {
    if (PQstatus(conn) == CONNECTION_OK)
      break;
    conn = PQconnectdb(dsn); // want "'conn'" [connlint-connection-leak]
  }
  return conn;
}
