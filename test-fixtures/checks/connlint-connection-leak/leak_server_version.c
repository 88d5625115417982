// A failed connection is left in the object, and the next try overwrites it.
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
  l->conn = PQconnectdb(dsn); // want "the next call of link_open" [connlint-connection-leak]
  PGconn *conn = l->conn;
  if (PQstatus(conn) != CONNECTION_OK)
    return -1;
  l->version = PQserverVersion(conn);
  if (l->version < 120000)
    PQclear(PQexec(conn, "SET extra_float_digits = 3"));
  return 0;
}

void link_close(struct link *l) { PQfinish(l->conn); }
