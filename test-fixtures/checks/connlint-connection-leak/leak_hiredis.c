// redisConnect returns a context with err set when it could not connect.
#include <hiredis/hiredis.h>

int session_alive(const char *host) {
  redisContext *redis = redisConnect(host, 6379);
  if (redis == NULL)
    return -1; // ok: no context at all
  if (redis->err)
    return -1; // want "'redis'" [connlint-connection-leak]
  redisFree(redis);
  return 0;
}

int session_alive_merged(const char *host) {
  redisContext *redis = redisConnect(host, 6379);
  if (redis == NULL || redis->err != 0)
    return -1; // want "'redis'" [connlint-connection-leak]
  redisFree(redis);
  return 0;
}
