// The only name of an open connection gets another value.
#include <libpq-fe.h>

void fail_over(const char *dsn, const char *standby) {
  PGconn *conn = PQconnectdb(dsn);
  if (PQstatus(conn) != CONNECTION_OK)
    conn = PQconnectdb(standby); // want "'conn'" [connlint-connection-leak]
  PQfinish(conn);
}

void forget(const char *dsn) {
  PGconn *conn = PQconnectdb(dsn);
  conn = NULL; // want "'conn'" [connlint-connection-leak]
  PQfinish(conn);
}
