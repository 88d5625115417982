// Twin of ok_kept_in_object.c: one object, and two connections of it at once.
#include <hiredis/hiredis.h>

struct node {
  redisContext *main, *spare;
};

int start(struct node *n) {
  n->main = redisConnect("h", 1);
  if (!n->main || n->main->err)
    return -1;
  n->spare = redisConnect("h", 1); // want "'n->main'" [connlint-nested-acquire]
  return n->spare && !n->spare->err ? 0 : -1;
}
