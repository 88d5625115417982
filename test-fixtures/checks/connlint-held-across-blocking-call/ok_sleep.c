// models: dbpool.yaml
// Sleeps without a connection.
#include <dbpool.h>
#include <unistd.h>

int poll_queue(dbpool *pool) {
  int n = 0;
  for (; n < 10; n++) {
    PGconn *conn = dbpool_acquire(pool);
    int sent = conn && PQsendQuery(conn, "SELECT 1");
    dbpool_release(pool, conn);
    if (sent)
      break;
    sleep(1); // ok: given back before
  }
  return n;
}

int wait_for_a_free_one(dbpool *pool) {
  PGconn *conn;
  while ((conn = dbpool_acquire(pool)) == NULL)
    usleep(1000); // ok: nothing is held yet
  dbpool_release(pool, conn);
  return 0;
}
