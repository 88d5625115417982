// models: dbpool.yaml
// One after the other, or from different pools.
#include <dbpool.h>

int one_after_the_other(dbpool *pool) {
  PGconn *conn = dbpool_acquire(pool);
  dbpool_release(pool, conn);
  conn = dbpool_acquire(pool); // ok: the first is back
  dbpool_release(pool, conn);
  return 0;
}

int different_pools(dbpool *orders, dbpool *reports) {
  PGconn *from = dbpool_acquire(orders);
  PGconn *to = dbpool_acquire(reports);
  dbpool_release(reports, to);
  dbpool_release(orders, from);
  return 0;
}

int after_a_failure(dbpool *pool) {
  PGconn *conn = dbpool_acquire(pool);
  if (!conn)
    conn = dbpool_acquire(pool); // ok: the first attempt borrowed nothing
  dbpool_release(pool, conn);
  return 0;
}
