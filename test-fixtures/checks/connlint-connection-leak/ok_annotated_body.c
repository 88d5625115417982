// What the source says wins over what the body seems to do.
#include "orderpool.h"

static PGconn *cached;

CONNLINT("acquire: lease") PGconn *shared_get(void) { return cached; }
CONNLINT("release: lease") void shared_put(PGconn *conn) { (void)conn; }
/* Something else closes it in the end. */
static void watch(PGconn *conn CONNLINT("takes")) { (void)conn; }

int balanced(void) {
  PGconn *conn = shared_get();
  if (!conn)
    return -1;
  shared_put(conn);
  return 1;
}

int watched(void) {
  PGconn *conn = order_connect();
  if (!conn)
    return -1;
  watch(conn);
  return 0; // ok: taken, although the body does nothing
}
