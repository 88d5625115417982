// The macros with which a function of an unknown framework returns.
#include "not_there.h"
#include <mysql.h>

value list(MYSQL *db) {
  MYSQL_RES *rows = mysql_store_result(db);
  if (!rows)
    CAMLreturn(0);
  if (mysql_num_rows(rows) == 0) {
    mysql_free_result(rows);
    CAMLreturn(0);
  }
  add(mysql_num_rows(rows));
  mysql_free_result(rows);
  CAMLreturn(1);
}

void method(MYSQL *db, zval *return_value) {
  MYSQL_RES *rows = mysql_store_result(db);
  if (!rows) {
    PG_RETURN_NULL();
  }
  if (mysql_num_rows(rows) == 0) {
    mysql_free_result(rows);
    PG_RETURN_NULL();
  }
  add(mysql_num_rows(rows));
  mysql_free_result(rows);
}
