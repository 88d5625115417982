// Annotated pools and wrappers, used right.
#include "orderpool.h"

int lease(orderpool *pool, const char *sql) {
  PGconn *conn = orderpool_get(pool);
  if (!conn)
    return -1; // ok: nothing was lent
  PGresult *res = PQexec(conn, sql);
  int rows = PQntuples(res);
  PQclear(res);
  orderpool_put(pool, conn);
  return rows;
}

int lease_out(orderpool *pool) {
  PGconn *conn;
  if (orderpool_try(pool, &conn) != 0)
    return -1; // ok: unchanged
  orderpool_put(pool, conn);
  return 0;
}

int kept(orderpool *pool) {
  PGconn *conn = order_connect();
  if (!conn)
    return -1;
  orderpool_keep(pool, conn);
  return 0; // ok: the pool is its owner now
}

int wrapper(int fast) {
  PGconn *conn = order_connect();
  if (conn)
    order_disconnect(fast, conn);
  return 0;
}
