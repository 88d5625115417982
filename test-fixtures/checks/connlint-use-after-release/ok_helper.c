// models: dbpool.yaml
// The helper releases only what it says it released.
#include <dbpool.h>

static int give_back_if(dbpool *pool, PGconn *conn, int broken) {
  if (!broken)
    return 0;
  dbpool_release(pool, conn);
  return 1;
}

int run(dbpool *pool, int broken) {
  int rc = -1;
  PGconn *conn = dbpool_acquire(pool);
  if (!conn)
    return rc;
  if (give_back_if(pool, conn, broken))
    return rc;
  rc = PQsendQuery(conn, "SELECT 1");
  dbpool_release(pool, conn);
  return rc;
}
