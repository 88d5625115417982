// models: dbpool.yaml
// The pool itself has to connect: here is the body of its acquire function.
#include <dbpool.h>

struct dbpool {
  const char *dsn;
  PGconn *idle[8];
  int count;
};

PGconn *dbpool_acquire(dbpool *pool) {
  if (pool->count > 0)
    return pool->idle[--pool->count];
  PGconn *conn = PQconnectdb(pool->dsn); // ok: this is the pool
  if (PQstatus(conn) != CONNECTION_OK) {
    PQfinish(conn);
    return NULL;
  }
  return conn;
}

void dbpool_release(dbpool *pool, PGconn *conn) {
  if (conn && pool->count < 8)
    pool->idle[pool->count++] = conn;
  else
    PQfinish(conn);
}
