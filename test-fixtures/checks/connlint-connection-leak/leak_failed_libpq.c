// PQconnectdb hands out a handle even when it could not connect.
#include <libpq-fe.h>

int ping(const char *dsn) {
  PGconn *conn = PQconnectdb(dsn);
  if (PQstatus(conn) == CONNECTION_BAD)
    return -1; // want "'conn'" [connlint-connection-leak]
  PQfinish(conn);
  return 0;
}

int ping_params(const char *const *keys, const char *const *values) {
  PGconn *conn = PQconnectdbParams(keys, values, 0);
  if (PQstatus(conn) != CONNECTION_OK) {
    (void)PQerrorMessage(conn);
    return -1; // want "'conn'" [connlint-connection-leak]
  }
  PQfinish(conn);
  return 0;
}
