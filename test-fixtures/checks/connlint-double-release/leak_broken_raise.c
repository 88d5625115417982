// Twin of ok_broken_raise.c: a signal is raised, or the level only says that it is an error.
#include "not_there.h"
#include <mysql.h>

typedef enum { APP_ERROR, APP_FATAL } level;
void app_log(level at, const char *text);

int raised(State *state, MYSQL *db, MYSQL_BIND *values) {
  MYSQL_STMT *st = mysql_stmt_init(db);
  if (!st)
    return -1;
  if (mysql_stmt_bind_param(st, values)) {
    mysql_stmt_close(st);
    raise_event(state, "bind");
  }
  mysql_stmt_close(st); // want "'st'" [connlint-double-release]
  return 0;
}

int logged(MYSQL *db) {
  MYSQL_STMT *st = mysql_stmt_init(db);
  if (!st)
    return -1;
  if (mysql_stmt_execute(st) != 0) {
    mysql_stmt_close(st);
    app_log(APP_ERROR, "execute");
  }
  mysql_stmt_close(st); // want "'st'" [connlint-double-release]
  return 0;
}
