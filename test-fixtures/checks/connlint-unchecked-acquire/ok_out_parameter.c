// models: dbpool.yaml
// The code is checked, directly or after a detour through a variable.
#include <dbpool.h>

int try_it(dbpool *pool) {
  PGconn *conn;
  int rc = dbpool_try_acquire(pool, &conn);
  int got = rc == 0;
  if (!got)
    return -1;
  int sent = PQsendQuery(conn, "SELECT 1");
  dbpool_release(pool, conn);
  return sent;
}
