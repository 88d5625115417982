// The status of the connection is asked after something else has happened to it.
#include "hiredis/hiredis.h"
#include "sqlite3.h"

int ask(redisContext *redis) {
  redisReply *reply = redisCommand(redis, "GET a");
  redisAppendCommand(redis, "GET b");
  if (!reply)
    return -1;
  if (redis->err == REDIS_OK)
    return 0; // want "reply 'reply' from redisCommand is not released" [connlint-result-leak]
  freeReplyObject(reply);
  return 1;
}

int load(sqlite3 *db, const char *sql) {
  sqlite3_stmt *stmt;
  if (sqlite3_prepare_v2(db, sql, -1, &stmt, 0) != SQLITE_OK)
    return -1;
  sqlite3_step(stmt);
  if (sqlite3_errcode(db) == SQLITE_ERROR)
    return -1; // want "statement 'stmt' from sqlite3_prepare_v2 is not released" [connlint-result-leak]
  sqlite3_finalize(stmt);
  return 0;
}
