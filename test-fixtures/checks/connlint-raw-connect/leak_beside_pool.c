// models: dbpool.yaml
// The program has a pool, and this connects beside it.
#include <dbpool.h>

int repair(const char *dsn) {
  PGconn *conn = PQconnectdb(dsn); // want "PQconnectdb" [connlint-raw-connect]
  int ok = PQstatus(conn) == CONNECTION_OK;
  PQfinish(conn);
  return ok;
}

int normal(dbpool *pool) {
  PGconn *conn = dbpool_acquire(pool);
  dbpool_release(pool, conn);
  return 0;
}
