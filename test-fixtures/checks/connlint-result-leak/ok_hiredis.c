// Freed whatever it says; pipelined replies come through an out-parameter.
#include <hiredis/hiredis.h>

int incr(redisContext *redis) {
  redisReply *reply = redisCommand(redis, "INCR hits");
  if (reply == NULL)
    return -1;
  int n = reply->type == REDIS_REPLY_INTEGER ? (int)reply->integer : -1;
  freeReplyObject(reply);
  return n;
}

int pipelined(redisContext *redis) {
  void *reply = NULL;
  redisAppendCommand(redis, "INCR hits");
  if (redisGetReply(redis, &reply) != REDIS_OK)
    return -1; // ok: no reply
  freeReplyObject(reply);
  return 0;
}
