// The object in some slot of an array has a connection: closed, and closed again after a failure.
#include <libpq-fe.h>
struct payload { PGconn *conn; };
struct owner { void *slots[4]; };
extern int slot;
int reconnect(struct owner *owner) {
  struct payload *mine = owner->slots[slot];
  PQfinish(mine->conn);
  PGconn *fresh = PQconnectdb("dbname=app");
  if (PQstatus(fresh) != CONNECTION_OK) {
    PQfinish(mine->conn); // want "is released a second time" [connlint-double-release]
    PQfinish(fresh);
    return -1;
  }
  mine->conn = fresh;
  return 0;
}
