// What an unknown header fills, perhaps by a macro, is not null any more, and the way goes on.
#include "not_there.h"
#include <mysql.h>

int run(State *state, value self) {
  link_t *link = NULL;
  Get_Struct(state, self, link);
  if (!link) {
    vm_raise(state, "no link");
  }
  MYSQL_STMT *st = mysql_stmt_init(link->db);
  if (!st)
    return -1;
  if (mysql_stmt_execute(st) != 0) {
    mysql_stmt_close(st);
    return -1;
  }
  mysql_stmt_close(st);
  return 0;
}
