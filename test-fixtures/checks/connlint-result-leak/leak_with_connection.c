// Closing the connection does not free its results.
#include <libpq-fe.h>

int count(const char *dsn) {
  PGconn *conn = PQconnectdb(dsn);
  if (PQstatus(conn) != CONNECTION_OK) {
    PQfinish(conn);
    return -1;
  }
  PGresult *res = PQexec(conn, "SELECT 1");
  int n = PQntuples(res);
  PQfinish(conn);
  return n; // want "'res'" [connlint-result-leak]
}
