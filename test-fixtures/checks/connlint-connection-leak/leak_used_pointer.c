// Nobody has asked for the box before.
#include <libpq-fe.h>
#include <stdlib.h>

struct box {
  PGconn *conn;
};

static int destroy(struct box **box, PGconn *conn) {
  if (!box)
    return 1;
  PQfinish(conn);
  free(*box);
  return 0;
}

int make(struct box **out, const char *dsn) {
  PGconn *conn = PQconnectdb(dsn);
  if (PQstatus(conn) != CONNECTION_OK) {
    if (destroy(out, conn))
      return 2; // want "failed connection .conn." [connlint-connection-leak]
    return 1;
  }
  PQfinish(conn);
  return 0;
}
