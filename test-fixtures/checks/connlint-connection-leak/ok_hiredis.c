// The context in error is freed too.
#include <hiredis/hiredis.h>

int session_alive(const char *host) {
  redisContext *redis = redisConnect(host, 6379);
  if (redis == NULL || redis->err) {
    if (redis)
      redisFree(redis);
    return -1;
  }
  redisFree(redis);
  return 0;
}
