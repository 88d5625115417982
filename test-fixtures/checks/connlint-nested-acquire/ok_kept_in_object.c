// Objects that live longer each have a connection of their own.
#include <hiredis/hiredis.h>

struct node {
  redisContext *context;
};
struct node *find(int key);

static int reconnect(struct node *n) {
  if (n->context)
    redisFree(n->context);
  n->context = redisConnect("h", 1);
  return n->context && !n->context->err ? 0 : -1;
}

int set(int key) {
  struct node *n = find(key);
  if (!n->context && reconnect(n) < 0)
    return -1;
  freeReplyObject(redisCommand(n->context, "SET x 1"));
  n = find(key + 1);
  if (!n->context && reconnect(n) < 0) // ok: another node's
    return -1;
  freeReplyObject(redisCommand(n->context, "EXPIRE x 9"));
  return 0;
}
