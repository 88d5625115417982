// What the source says wins over what the body seems to do.
#include "orderpool.h"

static PGconn *cached;

/* Counted: each call has to be answered by a return. */
CONNLINT("acquire: lease") PGconn *shared_get(void) { return cached; }
CONNLINT("release: lease") void shared_put(PGconn *conn) { (void)conn; }

int leak(int n) {
  PGconn *conn = shared_get();
  if (!conn)
    return -1;
  if (n > 3)
    return 0; // want "lease 'conn' from shared_get" [connlint-connection-leak]
  shared_put(conn);
  return 1;
}
