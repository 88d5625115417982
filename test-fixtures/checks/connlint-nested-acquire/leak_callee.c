// models: dbpool.yaml
// The second acquire hides in a helper, two calls down.
#include <dbpool.h>

static int price(dbpool *pool) {
  int n = -1;
  PGconn *conn = dbpool_acquire(pool);
  if (conn) {
    PGresult *res = PQexec(conn, "SELECT price FROM rates");
    n = PQntuples(res);
    PQclear(res);
    dbpool_release(pool, conn);
  }
  return n;
}

static int price_with_tax(dbpool *pool) { return price(pool) * 2; }

int quote(dbpool *pool) {
  PGconn *conn = dbpool_acquire(pool);
  if (!conn)
    return -1;
  int n = price_with_tax(pool); // want "price_with_tax|'conn'" [connlint-nested-acquire]
  dbpool_release(pool, conn);
  return n;
}

int tree(dbpool *pool, int depth) {
  PGconn *conn = dbpool_acquire(pool);
  if (!conn)
    return 0;
  int n = depth > 0 ? tree(pool, depth - 1) : 1; // want "tree|'conn'" [connlint-nested-acquire]
  dbpool_release(pool, conn);
  return n;
}
