// models: dbpool.yaml
// Checked before use, or passed only to calls that accept null.
#include <dbpool.h>
#include <hiredis/hiredis.h>
#include <mysql.h>
#include <stddef.h>

int pool_lease(dbpool *pool) {
  PGconn *conn = dbpool_acquire(pool);
  int sent = conn != NULL && PQsendQuery(conn, "SELECT 1");
  dbpool_release(pool, conn); // ok: accepts null
  return sent;
}

int redis_reply(redisContext *redis) {
  redisReply *reply = redisCommand(redis, "INCR hits");
  int n = reply ? (int)reply->integer : -1;
  if (reply)
    freeReplyObject(reply);
  return n;
}

unsigned long long mysql_rows(MYSQL *my) {
  MYSQL_RES *rows;
  if (!(rows = mysql_store_result(my)))
    return 0;
  unsigned long long n = mysql_num_rows(rows);
  mysql_free_result(rows);
  return n;
}

int libpq_result(PGconn *conn) {
  PGresult *res = PQexec(conn, "SELECT 1");
  int ok = PQresultStatus(res) == PGRES_TUPLES_OK; // ok: accepts null
  PQclear(res);
  return ok;
}
