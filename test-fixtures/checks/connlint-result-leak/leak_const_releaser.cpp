// Who gets a pointer to const only looks.
#include <hiredis/hiredis.h>

struct Pool {
  static bool check(const redisReply *Reply);
  static void logReply(const redisReply *Reply);
};

bool ping(redisContext *Context) {
  auto *Reply = static_cast<redisReply *>(redisCommand(Context, "PING"));
  if (!Reply)
    return false;
  const bool Ok = Pool::check(Reply);
  Pool::logReply(Reply);
  return Ok; // want "reply .Reply." [connlint-result-leak]
}
