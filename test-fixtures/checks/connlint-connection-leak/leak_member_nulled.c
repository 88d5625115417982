// As ok_member_nulled.c, but what the member held is forgotten.
#include "libpq-fe.h"

struct link {
  PGconn *conn;
  const char *where;
};

void retire(PGconn *conn);

void reconnect(struct link *l) {
  if (l->conn) {
    l->conn = NULL;
  }
  l->conn = PQconnectdb(l->where); // want "connection 'l->conn' is overwritten" [connlint-connection-leak]
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
