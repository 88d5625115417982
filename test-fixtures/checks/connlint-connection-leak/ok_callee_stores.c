// Helpers that keep the handle take the duty with it.
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
  if (keep(cache, conn) != 0) {
    PQfinish(conn); // ok: kept only when the helper returns 0
    return -1;
  }
  return 0;
}
