// A pool of its own is filled by a helper: the same call, round after round.
#include <hiredis/hiredis.h>
#include <stdlib.h>

struct threads {
  int count;
  redisContext **contexts;
};

static redisContext *open_one(const char *host) {
  redisContext *c = redisConnect(host, 6379);
  if (c && c->err) {
    redisFree(c);
    return NULL;
  }
  return c;
}

struct threads *start(const char *host, int count) {
  struct threads *t = calloc(1, sizeof *t);
  if (!t)
    return NULL;
  t->contexts = calloc(count, sizeof *t->contexts);
  if (!t->contexts) {
    free(t);
    return NULL;
  }
  t->count = count;
  for (int i = 0; i < count; i++)
    t->contexts[i] = open_one(host); // ok: one each
  return t;
}
