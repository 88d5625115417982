// Each object of the caller's list gets a connection, and keeps it.
#include <libpq-fe.h>
struct session { PGconn *conn; };
struct shard { struct session *now; int wanted; };
struct cluster { int count; struct shard **shards; };
static void connect_shard(struct shard *to) { to->now->conn = PQconnectStart("shard"); }
void connect_all(struct cluster *all) {
  struct shard *each;
  for (int i = 0; i < all->count; i++) {
    each = all->shards[i];
    if (!each->wanted)
      continue;
    connect_shard(each); // ok: of another shard each time
  }
}
