// The error path releases, and so does the label it jumps to.
#include <libpq-fe.h>

int run(const char *dsn) {
  int rc = -1;
  PGconn *conn = PQconnectdb(dsn);
  if (PQstatus(conn) != CONNECTION_OK) {
    PQfinish(conn);
    goto out;
  }
  rc = 0;
out:
  PQfinish(conn); // want "'conn'" [connlint-double-release]
  return rc;
}

int result_twice(PGconn *conn) {
  PGresult *res = PQexec(conn, "SELECT 1");
  int n = PQntuples(res);
  PQclear(res);
  if (n == 0)
    PQclear(res); // want "'res'" [connlint-double-release]
  return n;
}
