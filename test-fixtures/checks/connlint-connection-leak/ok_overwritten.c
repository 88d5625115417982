// Another name is left, or the old connection is released first.
#include <libpq-fe.h>

void fail_over(const char *dsn, const char *standby) {
  PGconn *conn = PQconnectdb(dsn);
  if (PQstatus(conn) != CONNECTION_OK) {
    PQfinish(conn);
    conn = PQconnectdb(standby);
  }
  PQfinish(conn);
}

void renamed(const char *dsn) {
  PGconn *conn = PQconnectdb(dsn);
  PGconn *keep = conn;
  conn = NULL;
  PQfinish(keep);
}

void swapped(const char *dsn, const char *other_dsn) {
  PGconn *a = PQconnectdb(dsn), *b = PQconnectdb(other_dsn), *t = a;
  a = b;
  b = t;
  PQfinish(a);
  PQfinish(b);
}
