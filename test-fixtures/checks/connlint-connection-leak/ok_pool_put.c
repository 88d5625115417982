// models: dbpool.yaml
// The pool itself: a connection that comes back is kept or closed.
#include <dbpool.h>
#include <stdlib.h>

struct dbpool {
  int open, idle_count;
  PGconn *idle[16];
};

void dbpool_release(dbpool *pool, PGconn *conn) {
  if (!conn)
    return; // ok: nothing came back
  if (PQstatus(conn) == CONNECTION_OK && pool->idle_count < 16) {
    pool->idle[pool->idle_count++] = conn; // ok: kept for the next borrower
    return;
  }
  PQfinish(conn);
  pool->open--;
}
