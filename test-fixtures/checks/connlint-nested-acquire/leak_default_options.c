// The same database of the same server twice.
#include <mysql.h>
static MYSQL *open_shop(void) {
  MYSQL *conn = mysql_init(0);
  if (mysql_real_connect(conn, "db1", 0, 0, "shop", 0, 0, 0))
    return conn;
  mysql_close(conn);
  return 0;
}
void copy(void) {
  MYSQL *from = open_shop();
  MYSQL *to = open_shop(); // want "second connection" [connlint-nested-acquire]
  mysql_close(to);
  mysql_close(from);
}
