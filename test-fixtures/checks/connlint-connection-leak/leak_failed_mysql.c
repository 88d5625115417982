// The handle of mysql_init outlives a failed mysql_real_connect.
#include <mysql.h>
#include <stddef.h>

MYSQL *open_stock(const char *host) {
  MYSQL *my = mysql_init(NULL);
  if (!my)
    return NULL;
  if (!mysql_real_connect(my, host, "stock", "", "stock", 0, NULL, 0))
    return NULL; // want "'my'" [connlint-connection-leak]
  return my;
}

int stack_handle(const char *host) {
  MYSQL my;
  if (mysql_init(&my) == NULL)
    return -1;
  if (mysql_real_connect(&my, host, "stock", "", "stock", 0, NULL, 0) == NULL)
    return -1; // ok: a handle of ours that never connected holds no connection
  if (mysql_query(&my, "DO 1"))
    return -1; // want "my" [connlint-connection-leak]
  mysql_close(&my);
  return 0;
}
