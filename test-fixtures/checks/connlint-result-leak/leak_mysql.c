// The rows are read and not freed on one way.
#include <mysql.h>
#include <stddef.h>

int has_row(MYSQL *my) {
  if (mysql_query(my, "SELECT id FROM stock"))
    return -1;
  MYSQL_RES *rows = mysql_store_result(my);
  if (rows == NULL)
    return -1; // ok: no result set
  if (mysql_fetch_row(rows) == NULL)
    return 0; // want "'rows'" [connlint-result-leak]
  mysql_free_result(rows);
  return 1;
}

int each_set(MYSQL *my) {
  int n = 0;
  do {
    MYSQL_RES *rows = mysql_use_result(my);
    if (!rows)
      continue;
    if (mysql_num_rows(rows) == 0)
      break;
    n++;
    mysql_free_result(rows);
  } while (mysql_next_result(my) == 0);
  return n; // want "'rows'" [connlint-result-leak]
}
