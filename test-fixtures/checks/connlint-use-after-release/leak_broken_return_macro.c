// Twin of ok_broken_return_macro.c: macros that return only sometimes, and a way out that forgets.
#include "not_there.h"
#include <mysql.h>

value list(MYSQL *db) {
  MYSQL_RES *rows = mysql_store_result(db);
  if (!rows)
    CAMLreturn(0);
  if (mysql_num_rows(rows) == 0)
    CAMLreturn(0); // want "'rows'" [connlint-result-leak]
  mysql_free_result(rows);
  CAMLreturn(1);
}

void method(MYSQL *db, zval *return_value) {
  MYSQL_RES *rows = mysql_store_result(db);
  if (!rows)
    return;
  mysql_free_result(rows);
  RETURN_IF_LOST(db);
  add(mysql_num_rows(rows)); // want "'rows'" [connlint-use-after-release]
}
