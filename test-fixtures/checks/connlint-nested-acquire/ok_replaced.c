// A helper that puts a new connection in the place of the old one, which code that is not seen ends.
#include <libpq-fe.h>

struct session {
  PGconn *conn;
};

void drop(struct session *s);

static int reconnect(struct session *s, const char *dsn) {
  drop(s);
  s->conn = PQconnectdb(dsn);
  return PQstatus(s->conn) == CONNECTION_OK;
}

int start(struct session *s, const char *dsn) {
  s->conn = PQconnectdb(dsn);
  if (PQstatus(s->conn) != CONNECTION_OK)
    return -1;
  return reconnect(s, dsn) ? 0 : -1; // ok: the first one is gone by then
}
