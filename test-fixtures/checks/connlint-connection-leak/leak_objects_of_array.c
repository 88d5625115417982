// The one session of the caller gets a new connection for each shard.
#include <libpq-fe.h>
struct session { PGconn *conn; };
struct shard { const char *dsn; int wanted; };
struct cluster { int count; struct shard **shards; struct session *now; };
static void connect_to(struct session *now, const char *dsn) { now->conn = PQconnectStart(dsn); }
void connect_all(struct cluster *all) {
  struct shard *each;
  for (int i = 0; i < all->count; i++) {
    each = all->shards[i];
    if (!each->wanted)
      continue;
    connect_to(all->now, each->dsn); // want "is overwritten while it is still held" [connlint-connection-leak]
  }
}
