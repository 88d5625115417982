// models: dbpool.yaml
// The out-parameter stays as it was when nothing was free.
#include <dbpool.h>

int try_it(dbpool *pool) {
  PGconn *conn = NULL;
  dbpool_try_acquire(pool, &conn); // want "'conn'" [connlint-unchecked-acquire]
  int sent = PQsendQuery(conn, "SELECT 1");
  dbpool_release(pool, conn);
  return sent;
}
