// hiredis gives no reply exactly where the context has an error.
#include <hiredis/hiredis.h>
int is_alive(redisContext *redis) {
  redisReply *reply = redisCommand(redis, "PING");
  if (redis->err)
    return 0;
  int alive = reply->type == 5; // ok: without an error there is one
  freeReplyObject(reply);
  return alive;
}
