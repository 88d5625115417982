// The pool that has no room opens a connection for each caller and closes it when it comes back:
// "there is none" and "there is nothing in it" are different ways through the helper.
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
  if (to->size == 0) {
    close_lease(back);
    return;
  }
  if (back->broken) {
    close_lease(back);
    return;
  }
  back->idle = 1;
}
void ping(pool *cache) {
  lease *mine = lend(cache);
  if (!mine)
    return;
  give_back(cache, mine); // ok: of a pool without room it is closed
}
