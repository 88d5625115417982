// The macros with which a function of an unknown framework returns.
#include "not_there.h"
#include <mysql.h>

value list(MYSQL *db) {
  MYSQL_RES *rows = mysql_store_result(db);
  if (!rows)
    CAMLreturn(none);
  if (mysql_num_rows(rows) == 0) {
    mysql_free_result(rows);
    CAMLreturn(none);
  }
  add(mysql_num_rows(rows));
  mysql_free_result(rows);
  CAMLreturn(all);
}

void method(MYSQL *db, zval *return_value) {
  MYSQL_RES *rows = mysql_store_result(db);
  if (!rows) {
    RETURN_FALSE;
  }
  if (mysql_num_rows(rows) == 0) {
    mysql_free_result(rows);
    RETURN_FALSE;
  }
  add(mysql_num_rows(rows));
  mysql_free_result(rows);
}
