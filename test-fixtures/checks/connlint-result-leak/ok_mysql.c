// Freed in every round and on every way; null is accepted.
#include <mysql.h>
#include <stddef.h>

int has_row(MYSQL *my) {
  if (mysql_query(my, "SELECT id FROM stock") != 0)
    return -1;
  MYSQL_RES *rows = mysql_store_result(my);
  int found = rows != NULL && mysql_fetch_row(rows) != NULL;
  mysql_free_result(rows);
  return found;
}

int each_set(MYSQL *my) {
  int n = 0;
  do {
    MYSQL_RES *rows = mysql_store_result(my);
    if (rows) {
      n += mysql_num_rows(rows) > 0;
      mysql_free_result(rows);
    } else if (mysql_field_count(my) != 0) {
      return -1;
    }
  } while (mysql_next_result(my) == 0);
  return n;
}
