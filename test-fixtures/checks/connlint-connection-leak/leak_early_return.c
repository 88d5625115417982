// One way out forgets the connection; the others release it.
#include <libpq-fe.h>

int count_orders(const char *dsn, int dry_run) {
  PGconn *conn = PQconnectdb(dsn); // step "PQconnectdb"
  if (PQstatus(conn) != CONNECTION_OK) {
    PQfinish(conn); // ok: a failed connection is released too
    return -1;
  }
  if (dry_run)
    return 0; // want "'conn'" [connlint-connection-leak]
  PGresult *res = PQexec(conn, "SELECT count(*) FROM orders");
  int n = PQntuples(res);
  PQclear(res);
  PQfinish(conn);
  return n;
}

void falls_off_the_end(const char *dsn) {
  PGconn *conn = PQconnectdb(dsn);
  if (PQstatus(conn) == CONNECTION_OK)
    PQclear(PQexec(conn, "NOTIFY tick"));
} // want "'conn'" [connlint-connection-leak]
