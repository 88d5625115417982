// __attribute__((cleanup)) releases on every way out of the scope.
#include <libpq-fe.h>

static void finish_conn(PGconn **conn) { PQfinish(*conn); }
#define AUTO_CONN __attribute__((cleanup(finish_conn))) PGconn *

int count(const char *dsn, int quick) {
  AUTO_CONN conn = PQconnectdb(dsn);
  if (PQstatus(conn) != CONNECTION_OK)
    return -1; // ok: the cleanup function releases
  if (quick)
    return 0;
  PGresult *res = PQexec(conn, "SELECT 1");
  int n = PQntuples(res);
  PQclear(res);
  return n;
}
