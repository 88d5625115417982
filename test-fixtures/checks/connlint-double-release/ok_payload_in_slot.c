// The object in some slot of an array has a connection: closed, and opened anew.
#include <libpq-fe.h>
struct payload { PGconn *conn; };
struct owner { void *slots[4]; };
extern int slot;
int reconnect(struct owner *owner) {
  struct payload *mine = owner->slots[slot];
  if (mine->conn)
    PQfinish(mine->conn);
  mine->conn = PQconnectdb("dbname=app");
  return PQstatus(mine->conn) == CONNECTION_OK ? 0 : -1; // ok: the new one
}
