// The error of another context tells nothing of this reply.
#include <hiredis/hiredis.h>
int is_alive(redisContext *redis, redisContext *other) {
  redisReply *reply = redisCommand(redis, "PING"); // want "reply 'reply' from redisCommand is used without a null check" [connlint-unchecked-acquire]
  if (other->err)
    return freeReplyObject(reply), 0;
  int alive = reply->type == 5;
  freeReplyObject(reply);
  return alive;
}
