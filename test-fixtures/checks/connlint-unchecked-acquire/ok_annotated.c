// A wrapper that answers null when it fails: comparing with null is enough.
#include "orderpool.h"

int null_only(void) {
  PGconn *conn = order_connect();
  if (!conn)
    return -1;
  PGresult *res = PQexec(conn, "SELECT 1"); // ok: no status needed, a failure gives null
  PQclear(res);
  order_disconnect(0, conn);
  return 0;
}

static PGconn *dial(void) { return order_connect(); }

int through_a_wrapper(void) {
  PGconn *conn = dial();
  if (!conn)
    return -1;
  PGresult *res = PQexec(conn, "SELECT 1"); // ok: the same
  PQclear(res);
  order_disconnect(0, conn);
  return 0;
}
