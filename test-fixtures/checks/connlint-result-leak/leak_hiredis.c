// A reply that is an error is still a reply.
#include <hiredis/hiredis.h>

int incr(redisContext *redis) {
  redisReply *reply = redisCommand(redis, "INCR hits");
  if (reply == NULL)
    return -1; // ok: the connection broke, there is no reply
  if (reply->type == REDIS_REPLY_ERROR)
    return -1; // want "'reply'" [connlint-result-leak]
  int n = (int)reply->integer;
  freeReplyObject(reply);
  return n;
}

void fire_and_forget(redisContext *redis) {
  redisCommand(redis, "DEL cache"); // want "redisCommand" [connlint-result-leak]
}
