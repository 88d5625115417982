// The same range written in several ways.
#include <libpq-fe.h>

int sized(const char *dsn, int n) {
  PGconn *conn = NULL;
  if (n >= 4)
    conn = PQconnectdb(dsn);
  if (!(n < 4))
    PQfinish(conn);
  return n;
}

int off_by_one(const char *dsn, int n) {
  PGconn *conn = NULL;
  if (n > 3)
    conn = PQconnectdb(dsn);
  if (n >= 4)
    PQfinish(conn);
  return n;
}

int two_variables(const char *dsn, int used, int limit) {
  PGconn *conn = NULL;
  if (used < limit)
    conn = PQconnectdb(dsn);
  if (limit > used)
    PQfinish(conn);
  return limit;
}
