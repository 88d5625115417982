// Whatever the round of the loop: what left it with a count that is not zero has a result.
#include <hiredis/hiredis.h>

int get(redisContext *ctx, int tries) {
  redisReply *reply = NULL;
  while (tries) {
    reply = redisCommand(ctx, "GET x");
    if (reply)
      break;
    tries--;
  }
  if (!tries)
    return -1; // ok: no round got one
  freeReplyObject(reply);
  return 0;
}
