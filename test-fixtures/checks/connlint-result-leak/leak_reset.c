// A status that was asked before a reset says nothing of the status after it.
#include <libpq-fe.h>

int retry(PGconn *conn, const char *sql) {
  if (PQstatus(conn) != CONNECTION_OK) {
    PQreset(conn);
    if (PQstatus(conn) != CONNECTION_OK)
      return -1;
    PGresult *res = PQexec(conn, sql);
    return PQntuples(res); // want "'res'" [connlint-result-leak]
  }
  return 0;
}
