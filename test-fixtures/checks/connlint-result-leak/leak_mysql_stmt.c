// A prepared statement survives a failed prepare.
#include <mysql.h>
#include <stddef.h>

int touch(MYSQL *my) {
  MYSQL_STMT *stmt = mysql_stmt_init(my);
  if (!stmt)
    return -1;
  if (mysql_stmt_prepare(stmt, "UPDATE stock SET n = 0", 22) != 0)
    return -1; // want "'stmt'" [connlint-result-leak]
  int rc = mysql_stmt_execute(stmt);
  mysql_stmt_close(stmt);
  return rc;
}
