// A case falls through to one that releases; another one does not.
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
    PQfinish(conn);
    break;
  case NONE:
    break;
  }
  return rc; // want "'conn'" [connlint-connection-leak]
}
