// mysql_commit and mysql_rollback end it.
#include <mysql.h>

int cancel(MYSQL *my) {
  if (mysql_query(my, "START TRANSACTION") != 0)
    return -1;
  if (mysql_query(my, "DELETE FROM pending") == 0)
    return mysql_commit(my);
  mysql_rollback(my);
  return -1;
}
