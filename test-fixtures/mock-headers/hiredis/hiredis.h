/* What the fixtures use of hiredis. */
#ifndef MOCK_HIREDIS_H
#define MOCK_HIREDIS_H

#include <stddef.h>
#include <sys/time.h>

#ifdef __cplusplus
extern "C" {
#endif

#define REDIS_OK 0
#define REDIS_ERR (-1)
#define REDIS_REPLY_STRING 1
#define REDIS_REPLY_INTEGER 3
#define REDIS_REPLY_NIL 4
#define REDIS_REPLY_ERROR 6

typedef struct redisContext {
  int err;
  char errstr[128];
  int fd;
  int flags;
} redisContext;

typedef struct redisReply {
  int type;
  long long integer;
  size_t len;
  char *str;
  size_t elements;
  struct redisReply **element;
} redisReply;

redisContext *redisConnect(const char *ip, int port);
redisContext *redisConnectWithTimeout(const char *ip, int port, const struct timeval tv);
void redisFree(redisContext *c);
void *redisCommand(redisContext *c, const char *format, ...);
int redisAppendCommand(redisContext *c, const char *format, ...);
int redisGetReply(redisContext *c, void **reply);
void freeReplyObject(void *reply);

#ifdef __cplusplus
}
#endif
#endif
