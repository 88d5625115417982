// A sentinel object or number stands for "no connection".
#include <libpq-fe.h>
#include <stddef.h>

extern PGconn *const no_connection;

int serve(const char *dsn, int local) {
  PGconn *conn = no_connection;
  if (!local)
    conn = PQconnectdb(dsn);
  if (conn != no_connection)
    PQfinish(conn);
  return 0;
}

int numbered(const char *dsn, int wanted) {
  int slot = -1;
  PGconn *conn = NULL;
  if (wanted) {
    conn = PQconnectdb(dsn);
    slot = 3;
  }
  if (slot != -1)
    PQfinish(conn);
  return slot;
}
