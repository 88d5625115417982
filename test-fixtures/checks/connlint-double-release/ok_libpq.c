// Set to null after the release, or one release per way.
#include <libpq-fe.h>

int run(const char *dsn) {
  int rc = -1;
  PGconn *conn = PQconnectdb(dsn);
  if (PQstatus(conn) != CONNECTION_OK) {
    PQfinish(conn);
    conn = NULL;
    goto out;
  }
  rc = 0;
out:
  PQfinish(conn); // ok: null on the way of the failure
  return rc;
}

int either(const char *dsn, int quick) {
  PGconn *conn = PQconnectdb(dsn);
  if (quick)
    PQfinish(conn);
  if (!quick)
    PQfinish(conn); // ok: the other way
  return quick;
}

void each_round(PGconn *conn) {
  PGresult *res;
  while ((res = PQgetResult(conn)))
    PQclear(res);
}
