// An adapter that is compiled in: what it is known to do counts, whatever its body refuses.
#include <hiredis/async.h>
#include <stdlib.h>

struct event_base;
struct events {
  redisAsyncContext *context;
  struct event_base *base;
};

static int redisLibeventAttach(redisAsyncContext *ac, struct event_base *base) {
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
  redisLibeventAttach(ac, base);
  return 0; // ok: the event loop has it
}
