// What the connection says of its last call decides, too: no reply, no statement.
#include "hiredis/hiredis.h"
#include "sqlite3.h"

struct store {
  redisContext *redis;
  int tries;
};
int reconnect(struct store *s);

void *ask(struct store *s, const char *text) {
  redisReply *reply = redisCommand(s->redis, text);
  if (s->redis->err != REDIS_OK) {
    if (reconnect(s) != 0)
      return 0; // ok: a context in error gave no reply
    reply = redisCommand(s->redis, text);
  }
  return reply;
}

int next(struct store *s, void **reply) {
  if (redisGetReply(s->redis, reply) != REDIS_OK || s->redis->err)
    return -1; // ok
  return 0;
}

static int checked(sqlite3 *db, int code) {
  if (code != SQLITE_OK)
    return 3;
  return sqlite3_errcode(db) != SQLITE_OK ? 4 : 0;
}

int load(sqlite3 *db, const char *sql) {
  sqlite3_stmt *stmt;
  int rc = sqlite3_prepare_v2(db, sql, -1, &stmt, 0);
  if (checked(db, rc) != 0)
    return -1; // ok: there is no statement
  if (!stmt)
    return 0;
  sqlite3_step(stmt);
  sqlite3_finalize(stmt);
  return 0;
}
