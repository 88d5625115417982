// A function that frees by its name does so through a pointer to const, too.
#include <hiredis/hiredis.h>

struct Pool {
  static bool check(const redisReply *Reply);
  static void freeReply(const redisReply *Reply);
};

bool ping(redisContext *Context) {
  auto *Reply = static_cast<redisReply *>(redisCommand(Context, "PING"));
  if (!Reply)
    return false;
  const bool Ok = Pool::check(Reply);
  Pool::freeReply(Reply);
  return Ok; // ok
}
