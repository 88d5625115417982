// The handle reaches its new owner on one way only.
#include <libpq-fe.h>

struct session {
  PGconn *conn;
};

int attach(struct session *session, const char *dsn) {
  PGconn *conn = PQconnectdb(dsn);
  if (PQstatus(conn) != CONNECTION_OK)
    return -1; // want "'conn'" [connlint-connection-leak]
  session->conn = conn;
  return 0;
}

int deliver(const char *dsn, PGconn **out, int wanted) {
  PGconn *conn = PQconnectdb(dsn);
  if (wanted)
    *out = conn;
  return wanted; // want "'conn'" [connlint-connection-leak]
}
