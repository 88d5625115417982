// models: dbpool.yaml
// These calls return null on failure; nobody looks.
#include <dbpool.h>
#include <hiredis/hiredis.h>
#include <mysql.h>
#include <stddef.h>

int pool_lease(dbpool *pool) {
  PGconn *conn = dbpool_acquire(pool); // want "'conn'" [connlint-unchecked-acquire]
  int sent = PQsendQuery(conn, "SELECT 1"); // step "used|PQsendQuery"
  dbpool_release(pool, conn);
  return sent;
}

int redis_command(const char *host) {
  redisContext *redis = redisConnect(host, 6379); // want "'redis'" [connlint-unchecked-acquire]
  freeReplyObject(redisCommand(redis, "PING"));
  redisFree(redis);
  return 0;
}

int redis_reply(redisContext *redis) {
  redisReply *reply = redisCommand(redis, "INCR hits"); // want "'reply'" [connlint-unchecked-acquire]
  int n = (int)reply->integer;
  freeReplyObject(reply);
  return n;
}

unsigned long long mysql_rows(MYSQL *my) {
  mysql_query(my, "SELECT id FROM orders");
  MYSQL_RES *rows = mysql_store_result(my); // want "'rows'" [connlint-unchecked-acquire]
  unsigned long long n = mysql_num_rows(rows);
  mysql_free_result(rows);
  return n;
}
