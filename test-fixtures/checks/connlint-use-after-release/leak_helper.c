// models: dbpool.yaml
// A helper released it; a lease that went back belongs to someone else.
#include <app.h>
#include <dbpool.h>

static void give_back(dbpool *pool, PGconn *conn) {
  app_log("done");
  dbpool_release(pool, conn);
}

int run(dbpool *pool) {
  PGconn *conn = dbpool_acquire(pool);
  if (!conn)
    return -1;
  give_back(pool, conn);
  return PQsendQuery(conn, "SELECT 1"); // want "'conn'" [connlint-use-after-release]
}
