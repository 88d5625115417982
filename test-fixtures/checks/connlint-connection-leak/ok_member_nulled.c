// A member that is set to null, and then to a new connection, was closed or given away before.
#include "libpq-fe.h"

struct link {
  PGconn *conn;
  const char *where;
};

void retire(PGconn *conn);

void reconnect(struct link *l) {
  if (l->conn) {
    PQfinish(l->conn);
    l->conn = NULL;
  }
  l->conn = PQconnectdb(l->where);
}

void renew(struct link *l) {
  if (l->conn) {
    retire(l->conn);
    l->conn = NULL;
  }
  l->conn = PQconnectdb(l->where);
}

void swap(struct link *l) {
  PGconn *old = l->conn;
  if (old)
    l->conn = NULL;
  l->conn = PQconnectdb(l->where);
  PQfinish(old);
}
