// The object in some slot of an array has a connection: closed, forgotten, and opened anew.
#include <libpq-fe.h>
struct payload { PGconn *conn; };
struct owner { void *slots[4]; };
extern int slot;
int reconnect(struct owner *owner) {
  struct payload *mine = owner->slots[slot];
  if (mine->conn) {
    PQfinish(mine->conn);
    mine->conn = 0;
  }
  mine->conn = PQconnectdb("dbname=app");
  if (PQstatus(mine->conn) == CONNECTION_OK) // ok: the new one
    return 0;
  PQfinish(mine->conn);
  mine->conn = 0;
  return -1;
}
