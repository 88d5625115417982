// models: dbpool.yaml
// Others wait for the connection while this thread sleeps.
#include <dbpool.h>
#include <unistd.h>

int poll_queue(dbpool *pool) {
  int n = 0;
  PGconn *conn = dbpool_acquire(pool); // step "acquire|held"
  if (!conn)
    return -1;
  while (n < 10 && !PQsendQuery(conn, "SELECT 1")) {
    sleep(1); // want "'conn'" [connlint-held-across-blocking-call]
    n++;
  }
  dbpool_release(pool, conn);
  return n;
}
