// A helper that opens a second connection beside the one that is held.
#include <libpq-fe.h>

struct session {
  PGconn *conn, *spare;
};

static int open_spare(struct session *s, const char *dsn) {
  s->spare = PQconnectdb(dsn);
  return PQstatus(s->spare) == CONNECTION_OK;
}

int start(struct session *s, const char *dsn) {
  s->conn = PQconnectdb(dsn);
  if (PQstatus(s->conn) != CONNECTION_OK)
    return -1;
  return open_spare(s, dsn) ? 0 : -1; // want "open_spare acquires a second connection" [connlint-nested-acquire]
}
