// Here it is the query that has worked whose result is forgotten.
#include <mysql.h>

int sizes(MYSQL *mysql) {
  int failed = mysql_query(mysql, "SELECT inode FROM data");
  MYSQL_RES *rows = mysql_store_result(mysql);
  if (!failed)
    return -1; // want "result 'rows'" [connlint-result-leak]
  mysql_free_result(rows);
  return 0;
}
