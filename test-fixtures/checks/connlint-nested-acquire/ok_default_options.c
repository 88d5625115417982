// Without host and database, options of the handle say where it goes.
#include <mysql.h>
static MYSQL *open_group(const char *group) {
  MYSQL *conn = mysql_init(0);
  mysql_options(conn, MYSQL_READ_DEFAULT_GROUP, group);
  if (mysql_real_connect(conn, 0, 0, 0, 0, 0, 0, 0))
    return conn;
  mysql_close(conn);
  return 0;
}
void copy(void) {
  MYSQL *from = open_group("catalog");
  MYSQL *to = open_group("mirror"); // ok: perhaps another server
  mysql_close(to);
  mysql_close(from);
}
