// The counter is compared with the wrong number: after the last but one attempt it gives up a
// connection that works.
#include <libpq-fe.h>

int retry(const char *dsn) {
  PGconn *conn;
  int i;
  for (i = 0; i < 5; i++) {
    conn = PQconnectdb(dsn);
    if (PQstatus(conn) == CONNECTION_OK)
      break;
    PQfinish(conn);
  }
  if (i >= 4)
    return -1; // want "'conn'" [connlint-connection-leak]
  PQfinish(conn);
  return 0;
}
