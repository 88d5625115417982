// A failed query has no result, also where its code is looked at after that.
#include <mysql.h>

int sizes(MYSQL *mysql) {
  int failed = mysql_query(mysql, "SELECT inode FROM data");
  MYSQL_RES *rows = mysql_store_result(mysql);
  if (failed)
    return -1; // ok
  mysql_free_result(rows);
  return 0;
}
