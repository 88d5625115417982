// Every way out releases, once.
#include <libpq-fe.h>

int count_orders(const char *dsn, int dry_run) {
  PGconn *conn = PQconnectdb(dsn);
  if (PQstatus(conn) != CONNECTION_OK || dry_run) {
    PQfinish(conn);
    return -1; // ok: released a line above
  }
  PGresult *res = PQexec(conn, "SELECT count(*) FROM orders");
  int n = PQntuples(res);
  PQclear(res);
  PQfinish(conn);
  return n;
}

void never_connects(const char *dsn) {
  if (!dsn)
    return; // ok: nothing is held yet
  PGconn *conn = PQconnectdb(dsn);
  PQfinish(conn);
}
