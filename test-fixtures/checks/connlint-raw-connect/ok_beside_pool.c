// models: dbpool.yaml
// Every connection comes from the pool.
#include <dbpool.h>

int repair(dbpool *pool) {
  PGconn *conn = dbpool_acquire(pool);
  if (!conn)
    return 0;
  int sent = PQsendQuery(conn, "CALL repair()");
  dbpool_release(pool, conn);
  return sent;
}
