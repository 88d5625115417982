// A pool and wrappers that a header annotates: no model file.
#include "orderpool.h"

int lease(orderpool *pool, const char *sql) {
  PGconn *conn = orderpool_get(pool); // step "lease acquired by orderpool_get"
  if (!conn)
    return -1;
  PGresult *res = PQexec(conn, sql);
  int rows = PQntuples(res);
  PQclear(res);
  if (rows == 0)
    return 0; // want "lease 'conn' from orderpool_get" [connlint-connection-leak]
  orderpool_put(pool, conn);
  return rows;
}

int lease_out(orderpool *pool) {
  PGconn *conn;
  if (orderpool_try(pool, &conn) != 0)
    return -1;
  return 0; // want "lease 'conn' from orderpool_try" [connlint-connection-leak]
}

int wrapper(int fast) {
  PGconn *conn = order_connect();
  if (conn && fast)
    order_disconnect(1, conn);
  return 0; // want "connection 'conn' from order_connect" [connlint-connection-leak]
}
