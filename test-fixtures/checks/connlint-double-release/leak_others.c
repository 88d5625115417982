// The same in other client libraries, and through a helper and an alias.
#include <hiredis/hiredis.h>
#include <libpq-fe.h>
#include <mysql.h>
#include <sqlite3.h>
#include <stddef.h>

int sqlite_close_twice(const char *file) {
  sqlite3 *db = NULL;
  int rc = sqlite3_open(file, &db);
  if (rc != SQLITE_OK)
    sqlite3_close(db);
  sqlite3_close(db); // want "'db'" [connlint-double-release]
  return rc;
}

int mysql_rows_twice(MYSQL *my) {
  MYSQL_RES *rows = mysql_store_result(my);
  if (rows == NULL)
    return -1;
  mysql_free_result(rows);
  mysql_free_result(rows); // want "'rows'" [connlint-double-release]
  return 0;
}

static void hang_up(redisContext *redis) { redisFree(redis); }

int redis_by_helper(const char *host) {
  redisContext *redis = redisConnect(host, 6379);
  if (!redis)
    return -1;
  hang_up(redis);
  redisFree(redis); // want "'redis'" [connlint-double-release]
  return 0;
}

void by_alias(const char *dsn) {
  PGconn *conn = PQconnectdb(dsn);
  PGconn *other = conn;
  PQfinish(conn);
  PQfinish(other); // want "conn|other" [connlint-double-release]
}
