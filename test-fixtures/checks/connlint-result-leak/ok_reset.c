// The result after the reset is cleared on every way out.
#include <libpq-fe.h>

int retry(PGconn *conn, const char *sql) {
  int n = 0;
  if (PQstatus(conn) != CONNECTION_OK) {
    PQreset(conn);
    if (PQstatus(conn) != CONNECTION_OK)
      return -1;
    PGresult *res = PQexec(conn, sql);
    n = PQntuples(res);
    PQclear(res); // ok: the only way out behind the query
  }
  return n;
}
