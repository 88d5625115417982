// models: dbpool.yaml
// Given back twice: two borrowers get the same connection.
#include <dbpool.h>

int store(dbpool *pool) {
  PGconn *conn = dbpool_acquire(pool);
  if (!conn)
    return -1;
  PGresult *res = PQexec(conn, "CALL store()");
  int failed = PQresultStatus(res) != PGRES_COMMAND_OK;
  PQclear(res);
  if (failed)
    dbpool_release(pool, conn);
  dbpool_release(pool, conn); // want "'conn'" [connlint-double-release]
  return failed;
}
