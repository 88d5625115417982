// Whatever the conditional operator chose is released.
#include <libpq-fe.h>

int pick(const char *dsn, const char *other, int a) {
  PGconn *conn = a ? PQconnectdb(dsn) : PQconnectdb(other);
  int ok = PQstatus(conn) == CONNECTION_OK ? 1 : 0;
  PQfinish(conn);
  return ok;
}

int maybe(const char *dsn, int wanted) {
  PGconn *conn = wanted ? PQconnectdb(dsn) : NULL;
  wanted ? PQfinish(conn) : (void)0;
  return wanted;
}

PGconn *usable(const char *dsn) {
  PGconn *conn = PQconnectdb(dsn);
  return PQstatus(conn) == CONNECTION_OK ? conn : (PQfinish(conn), NULL);
}
