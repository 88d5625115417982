// Twin of ok_broken_raise.cpp: in a Java machine an exception is only noted, and a log goes on.
#include "not_there.h"
#include <mysql.h>

int run(JNIEnv *env, MYSQL *db) {
  MYSQL_STMT *st = mysql_stmt_init(db);
  if (!st)
    return -1;
  if (mysql_stmt_execute(st) != 0) {
    mysql_stmt_close(st);
    throw_error(env, "execute");
  }
  mysql_stmt_close(st); // want "'st'" [connlint-double-release]
  return 0;
}

int run(MYSQL *db) {
  MYSQL_STMT *st = mysql_stmt_init(db);
  if (!st)
    return -1;
  if (mysql_stmt_execute(st) != 0) {
    mysql_stmt_close(st);
    log_fatal("execute");
  }
  mysql_stmt_close(st); // want "'st'" [connlint-double-release]
  return 0;
}
