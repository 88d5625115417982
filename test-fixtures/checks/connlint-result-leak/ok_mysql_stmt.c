// One label closes the statement, whatever failed.
#include <mysql.h>
#include <stddef.h>

int touch(MYSQL *my) {
  int rc = -1;
  MYSQL_STMT *stmt = mysql_stmt_init(my);
  if (!stmt)
    return rc;
  if (mysql_stmt_prepare(stmt, "UPDATE stock SET n = 0", 22) != 0)
    goto done;
  rc = mysql_stmt_execute(stmt);
done:
  mysql_stmt_close(stmt);
  return rc;
}
