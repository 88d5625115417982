// models: dbpool.yaml
// The pool itself: a connection stays in its slot, lent or not.
#include <dbpool.h>

struct dbpool {
  struct slot {
    PGconn *conn;
    int busy;
  } slots[16];
};

static struct slot *slot_of(dbpool *pool, PGconn *conn) {
  for (int i = 0; i < 16; i++)
    if (pool->slots[i].conn == conn)
      return &pool->slots[i];
  return 0;
}

void dbpool_release(dbpool *pool, PGconn *conn) {
  struct slot *slot = slot_of(pool, conn);
  if (!slot)
    return;
  if (PQstatus(conn) != CONNECTION_OK) {
    PQfinish(conn);
    slot->conn = 0;
  }
  slot->busy = 0;
} // ok: it is in its slot
