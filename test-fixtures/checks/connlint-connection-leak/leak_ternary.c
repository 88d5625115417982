// Which handle is released is decided by another condition.
#include <libpq-fe.h>

int pick(const char *dsn, const char *other, int a, int b) {
  PGconn *conn = a ? PQconnectdb(dsn) : PQconnectdb(other);
  b ? PQfinish(conn) : (void)0;
  return 0; // want "'conn'" [connlint-connection-leak]
}
