// Only a pool that has room keeps what comes back, and this one has none.
#include <hiredis/hiredis.h>
#include <stdlib.h>
typedef struct { int idle, broken; redisContext *redis; } lease;
typedef struct { int size; } pool;
static lease *lend(pool *from) {
  if (from->size != 0)
    return 0;
  lease *given = calloc(1, sizeof *given);
  given->redis = redisConnect("cache", 6379);
  return given;
}
static void close_lease(lease *back) {
  if (!back)
    return;
  if (back->redis)
    redisFree(back->redis);
}
static void give_back(pool *to, lease *back) {
  if (to->size != 0 && back->broken) {
    close_lease(back);
    return;
  }
  back->idle = 1;
}
void ping(pool *cache) {
  lease *mine = lend(cache);
  if (!mine)
    return;
  give_back(cache, mine);
} // want "connection 'redis' from lend is not released" [connlint-connection-leak]
