// A result may outlive its connection: cleared after PQfinish.
#include <libpq-fe.h>

int count(const char *dsn) {
  PGconn *conn = PQconnectdb(dsn);
  if (PQstatus(conn) != CONNECTION_OK) {
    PQfinish(conn);
    return -1;
  }
  PGresult *res = PQexec(conn, "SELECT 1");
  PQfinish(conn);
  int n = PQntuples(res);
  PQclear(res);
  return n;
}
