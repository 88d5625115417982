// models: dbpool.yaml
// A lease that is not given back is missing for everyone else.
#include <dbpool.h>

int reserve(dbpool *pool) {
  PGconn *conn = dbpool_acquire(pool);
  if (!conn)
    return -1;
  PGresult *res = PQexec(conn, "INSERT INTO reservations DEFAULT VALUES");
  if (PQresultStatus(res) != PGRES_COMMAND_OK) {
    PQclear(res);
    return -1; // want "'conn'" [connlint-connection-leak]
  }
  PQclear(res);
  dbpool_release(pool, conn);
  return 0;
}

int reserve_try(dbpool *pool, int dry_run) {
  PGconn *conn;
  if (dbpool_try_acquire(pool, &conn) != 0)
    return -1; // ok: the pool is empty, nothing was borrowed
  if (dry_run)
    return 0; // want "'conn'" [connlint-connection-leak]
  dbpool_release(pool, conn);
  return 0;
}
