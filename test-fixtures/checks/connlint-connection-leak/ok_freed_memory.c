// An object on the heap is closed before its memory is freed, however the connect went.
#include "mysql.h"
#include <stdlib.h>

MYSQL *open_it(const char *host) {
  MYSQL *my = malloc(sizeof *my);
  if (my == NULL)
    return NULL;
  mysql_init(my);
  if (mysql_real_connect(my, host, "shop", NULL, "shop", 0, NULL, 0) == NULL) {
    mysql_close(my);
    free(my);
    return NULL;
  }
  return my;
}

int ask(const char *host, const char *sql) {
  MYSQL *my = malloc(sizeof *my);
  if (my == NULL)
    return -1;
  mysql_init(my);
  if (mysql_real_connect(my, host, "shop", NULL, "shop", 0, NULL, 0) == NULL) {
    mysql_close(my);
    free(my);
    return -1;
  }
  int failed = mysql_query(my, sql);
  mysql_close(my);
  free(my);
  return failed;
}
