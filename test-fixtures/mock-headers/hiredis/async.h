/* The asynchronous side of hiredis, as far as fixtures use it. */
#ifndef MOCK_HIREDIS_ASYNC_H
#define MOCK_HIREDIS_ASYNC_H
#include <hiredis/hiredis.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef struct redisAsyncContext {
  redisContext c;
  int err;
  char *errstr;
  void *data;
  struct {
    void *data;
    void (*cleanup)(void *privdata);
  } ev;
} redisAsyncContext;

redisAsyncContext *redisAsyncConnect(const char *ip, int port);
void redisAsyncFree(redisAsyncContext *ac);

#ifdef __cplusplus
}
#endif
#endif
