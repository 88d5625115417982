// A function that ends the process only sometimes comes back with the connection held.
#include <libpq-fe.h>
#include <stdlib.h>

static void complain(int fatal) {
  if (fatal)
    exit(1);
}

int conditional(const char *dsn, int fatal) {
  PGconn *conn = PQconnectdb(dsn);
  if (PQstatus(conn) != CONNECTION_OK) {
    complain(fatal);
    return -1; // want "'conn'" [connlint-connection-leak]
  }
  PQfinish(conn);
  return 0;
}
