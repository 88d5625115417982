// models: dbpool.yaml
// With one free connection left, this thread waits for itself.
#include <dbpool.h>

int quote(dbpool *pool) {
  PGconn *outer = dbpool_acquire(pool); // step "held|acquire"
  if (!outer)
    return -1;
  PGconn *inner = dbpool_acquire(pool); // want "outer|second" [connlint-nested-acquire]
  if (!inner) {
    dbpool_release(pool, outer);
    return -1;
  }
  dbpool_release(pool, inner);
  dbpool_release(pool, outer);
  return 0;
}

int try_form(dbpool *pool) {
  PGconn *outer, *inner;
  if (dbpool_try_acquire(pool, &outer) != 0)
    return -1;
  if (dbpool_try_acquire(pool, &inner) == 0) // want "outer|second" [connlint-nested-acquire]
    dbpool_release(pool, inner);
  dbpool_release(pool, outer);
  return 0;
}
