// Twin of ok_bundled_adapter.c: an adapter of one's own may leave it.
#include <hiredis/async.h>
#include <stdlib.h>

struct event_base;
struct events {
  redisAsyncContext *context;
  struct event_base *base;
};

static int own_attach(redisAsyncContext *ac, struct event_base *base) {
  if (ac->ev.data != NULL)
    return REDIS_ERR;
  struct events *e = calloc(1, sizeof *e);
  if (!e)
    return REDIS_ERR;
  e->context = ac;
  e->base = base;
  ac->ev.data = e;
  return REDIS_OK;
}

int listen_to(const char *host, struct event_base *base) {
  redisAsyncContext *ac = redisAsyncConnect(host, 6379);
  if (!ac || ac->err) {
    if (ac)
      redisAsyncFree(ac);
    return -1;
  }
  own_attach(ac, base);
  return 0; // want "'ac'" [connlint-connection-leak]
}
