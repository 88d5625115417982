// Twin of ok_filled.c: two calls, not two rounds of one.
#include <hiredis/hiredis.h>
#include <stdlib.h>

static redisContext *open_one(const char *host) {
  redisContext *c = redisConnect(host, 6379);
  if (c && c->err) {
    redisFree(c);
    return NULL;
  }
  return c;
}

int check(const char *host) {
  redisContext *main = open_one(host);
  if (!main)
    return -1;
  redisContext *other = open_one(host); // want "acquires a second" [connlint-nested-acquire]
  int ok = other != NULL;
  if (other)
    redisFree(other);
  redisFree(main);
  return ok;
}
