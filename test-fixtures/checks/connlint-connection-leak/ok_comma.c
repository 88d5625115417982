// Acquired and released within one comma expression.
#include <libpq-fe.h>

int comma(const char *dsn) {
  PGconn *conn;
  int up;
  return conn = PQconnectdb(dsn), up = PQstatus(conn) == CONNECTION_OK, PQfinish(conn), up;
}

int in_for(const char *dsn) {
  PGconn *conn;
  int i;
  for (i = 0, conn = PQconnectdb(dsn); i < 3; i++, PQreset(conn))
    if (PQstatus(conn) == CONNECTION_OK)
      break;
  PQfinish(conn);
  return i;
}
