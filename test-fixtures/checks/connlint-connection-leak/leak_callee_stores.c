// The helper keeps the handle only when it returns 0.
#include <libpq-fe.h>

struct cache {
  PGconn *slot[4];
  int used;
};

static int keep(struct cache *cache, PGconn *conn) {
  if (cache->used == 4)
    return -1;
  cache->slot[cache->used++] = conn;
  return 0;
}

int fill(struct cache *cache, const char *dsn) {
  PGconn *conn = PQconnectdb(dsn);
  if (keep(cache, conn) != 0)
    return -1; // want "'conn'" [connlint-connection-leak]
  return 0;
}
