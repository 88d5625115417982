// A wrapper that answers null when it fails: null has to be looked for.
#include "orderpool.h"

int unchecked(void) {
  PGconn *conn = order_connect(); // want "'conn' from order_connect is used" [connlint-unchecked-acquire]
  int version = PQserverVersion(conn);
  PGresult *res = PQexec(conn, "SELECT 1"); // step "used here by PQexec"
  PQclear(res);
  order_disconnect(0, conn);
  return version;
}
