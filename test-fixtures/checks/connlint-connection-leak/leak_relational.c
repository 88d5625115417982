// The two comparisons leave a gap: n == 4.
#include <libpq-fe.h>

int sized(const char *dsn, int n) {
  PGconn *conn = NULL;
  if (n >= 4)
    conn = PQconnectdb(dsn);
  if (n > 4)
    PQfinish(conn);
  return n; // want "'conn'" [connlint-connection-leak]
}
