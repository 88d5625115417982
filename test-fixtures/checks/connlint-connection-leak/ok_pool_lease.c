// models: dbpool.yaml
// Given back on every way; the pool ignores null.
#include <dbpool.h>

int reserve(dbpool *pool) {
  PGconn *conn = dbpool_acquire(pool);
  int ok = 0;
  if (conn) {
    PGresult *res = PQexec(conn, "INSERT INTO reservations DEFAULT VALUES");
    ok = PQresultStatus(res) == PGRES_COMMAND_OK;
    PQclear(res);
  }
  dbpool_release(pool, conn);
  return ok;
}

int reserve_try(dbpool *pool) {
  PGconn *conn = NULL;
  int rc = dbpool_try_acquire(pool, &conn);
  if (rc == 0) {
    PQclear(PQexec(conn, "SELECT 1"));
    dbpool_release(pool, conn);
  }
  return rc;
}
