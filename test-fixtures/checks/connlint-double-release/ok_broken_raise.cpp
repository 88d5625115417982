// In C++, too, an undeclared function may say that it is the end.
#include "not_there.h"
#include <mysql.h>

int run(State *state, MYSQL *db, MYSQL_BIND *values) {
  MYSQL_STMT *st = mysql_stmt_init(db);
  if (!st)
    return -1;
  if (mysql_stmt_bind_param(st, values)) {
    mysql_stmt_close(st); // the next call is the end
    app_fatal(state, "bind");
  }
  if (mysql_stmt_execute(st) != 0) {
    mysql_stmt_close(st);
    throw_error(state, "execute");
  }
  mysql_stmt_close(st);
  return 0;
}
