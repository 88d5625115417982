// models: dbpool.yaml
// The pool itself: a connection that comes back broken is neither kept nor closed.
#include <dbpool.h>
#include <stdlib.h>

struct dbpool {
  int open, idle_count;
  PGconn *idle[16];
};

void dbpool_release(dbpool *pool, PGconn *conn) { // step "given back"
  if (!conn)
    return;
  if (PQstatus(conn) == CONNECTION_OK && pool->idle_count < 16) {
    pool->idle[pool->idle_count++] = conn;
    return;
  }
  pool->open--;
} // want "'conn' is not released" [connlint-connection-leak]
