// Where the connect fails the handle is lost, and the process ends.
#include <mysql.h>
#include <stdlib.h>
MYSQL *connect_or_exit(const char *host) {
  MYSQL *conn = mysql_init(NULL);
  if (!conn)
    exit(1);
  conn = mysql_real_connect(conn, host, "app", "", "app", 0, NULL, 0); // ok: see the next lines
  if (!conn)
    exit(1);
  return conn;
}
