// Closed whether the connect worked or not.
#include <mysql.h>
#include <stddef.h>

MYSQL *open_stock(const char *host) {
  MYSQL *my = mysql_init(NULL);
  if (!my)
    return NULL;
  if (mysql_real_connect(my, host, "stock", "", "stock", 0, NULL, 0) != my) {
    mysql_close(my);
    return NULL;
  }
  return my; // ok: the caller owns it now
}

int in_one_condition(const char *host) {
  int rc = -1;
  MYSQL *my = mysql_init(NULL);
  if (my && mysql_real_connect(my, host, "stock", "", "stock", 0, NULL, 0))
    rc = mysql_query(my, "DO 1");
  if (my)
    mysql_close(my);
  return rc;
}
