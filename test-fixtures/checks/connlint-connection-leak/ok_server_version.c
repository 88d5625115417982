// The version of the server tells nothing of a failure: what connects stays with its object.
#include <libpq-fe.h>

struct link {
  PGconn *conn;
  int version;
  int tries;
};

int link_open(struct link *l, const char *dsn) {
  if (l->tries > 3)
    return -1;
  l->tries++;
  PGconn *conn = PQconnectdb(dsn);
  if (PQstatus(conn) != CONNECTION_OK) {
    PQfinish(conn);
    return -1;
  }
  l->version = PQserverVersion(conn);
  if (l->version < 120000)
    PQclear(PQexec(conn, "SET extra_float_digits = 3"));
  l->conn = conn;
  return 0;
}

void link_close(struct link *l) { PQfinish(l->conn); }
