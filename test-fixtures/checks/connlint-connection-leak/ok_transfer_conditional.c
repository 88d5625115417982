// The handle reaches its new owner or is released.
#include <libpq-fe.h>

struct session {
  PGconn *conn;
};

int attach(struct session *session, const char *dsn) {
  PGconn *conn = PQconnectdb(dsn);
  if (PQstatus(conn) != CONNECTION_OK) {
    PQfinish(conn);
    return -1;
  }
  session->conn = conn;
  return 0;
}

int deliver(const char *dsn, PGconn **out, int wanted) {
  PGconn *conn = PQconnectdb(dsn);
  if (wanted)
    *out = conn;
  else
    PQfinish(conn);
  return wanted;
}
