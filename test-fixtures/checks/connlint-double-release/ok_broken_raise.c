// At the end of a branch: an error of an interpreter is raised, or a level says that it is the end.
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
    vm_raise(state, "bind");
  }
  if (mysql_stmt_execute(st) != 0) {
    mysql_stmt_close(st); // the next call is the end
    app_log(APP_FATAL, "execute");
  }
  mysql_stmt_close(st);
  return 0;
}
