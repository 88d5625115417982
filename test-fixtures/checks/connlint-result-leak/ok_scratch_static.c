// A result lies in a static only while a function works with it: all that use it begin with their own.
#include "mysql.h"
#include <stddef.h>

static MYSQL my;
static MYSQL_RES *res;
static MYSQL_RES *kept;

int limits(void) {
  if (mysql_query(&my, "SELECT 1"))
    return -1;
  res = mysql_store_result(&my);
  if (!res)
    return -1;
  if (mysql_num_rows(res) == 0) {
    mysql_free_result(res);
    return 0;
  }
  mysql_free_result(res);
  return 1;
}

int count(void) {
  if (mysql_query(&my, "SELECT 2"))
    return -1;
  if (!(res = mysql_store_result(&my)))
    return -1;
  int n = (int)mysql_num_rows(res);
  mysql_free_result(res);
  return n;
}

int first(void) {
  if (mysql_query(&my, "SELECT 3"))
    return -1;
  kept = mysql_store_result(&my);
  return kept ? 0 : -1; // ok: the next one goes on with it
}

int next(void) {
  if (mysql_fetch_row(kept))
    return 1;
  mysql_free_result(kept);
  kept = NULL;
  return 0;
}
