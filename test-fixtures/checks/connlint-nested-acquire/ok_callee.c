// models: dbpool.yaml
// The helper runs before or after, borrows elsewhere, or uses what it is given.
#include <dbpool.h>

static int price(dbpool *pool) {
  int n = -1;
  PGconn *conn = dbpool_acquire(pool);
  if (conn) {
    n = PQsendQuery(conn, "SELECT price FROM rates");
    dbpool_release(pool, conn);
  }
  return n;
}

static int price_on(PGconn *conn) { return PQsendQuery(conn, "SELECT price FROM rates"); }

int before(dbpool *pool) {
  int n = price(pool);
  PGconn *conn = dbpool_acquire(pool);
  dbpool_release(pool, conn);
  return n + price(pool);
}

int elsewhere(dbpool *pool, dbpool *reports) {
  PGconn *conn = dbpool_acquire(pool);
  int n = price(reports);
  dbpool_release(pool, conn);
  return n;
}

int handed_down(dbpool *pool) {
  PGconn *conn = dbpool_acquire(pool);
  if (!conn)
    return -1;
  int n = price_on(conn);
  dbpool_release(pool, conn);
  return n;
}
