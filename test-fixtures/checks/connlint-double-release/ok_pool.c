// models: dbpool.yaml
// Released and borrowed again: not the same lease.
#include <dbpool.h>

int store(dbpool *pool) {
  PGconn *conn = dbpool_acquire(pool);
  if (!conn)
    return -1;
  PGresult *res = PQexec(conn, "CALL store()");
  int failed = PQresultStatus(res) != PGRES_COMMAND_OK;
  PQclear(res);
  if (failed) {
    dbpool_release(pool, conn);
    conn = dbpool_acquire(pool);
  }
  dbpool_release(pool, conn);
  return failed;
}
