// Every case releases, by falling through or by the default.
#include <libpq-fe.h>

enum mode { FULL, FAST, NONE };

int run(const char *dsn, enum mode mode) {
  PGconn *conn = PQconnectdb(dsn);
  int rc = 0;
  switch (mode) {
  case FULL:
    rc = PQstatus(conn) == CONNECTION_OK;
    /* fall through */
  case FAST:
    rc++;
    /* fall through */
  default:
    PQfinish(conn);
  }
  return rc;
}

int same_value_twice(const char *dsn, int kind) {
  PGconn *conn = NULL;
  switch (kind) {
  case 1:
  case 2:
    conn = PQconnectdb(dsn);
    break;
  default:
    break;
  }
  if (kind == 1 || kind == 2)
    PQfinish(conn);
  return kind;
}

int on_status(const char *dsn) {
  PGconn *conn = PQconnectdb(dsn);
  switch (PQstatus(conn)) {
  case CONNECTION_OK:
    PQfinish(conn);
    return 0;
  default:
    PQfinish(conn);
    return -1;
  }
}
