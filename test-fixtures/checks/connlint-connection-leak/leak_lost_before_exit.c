// Where the connect fails the handle is lost, and the process goes on.
#include <mysql.h>
#include <stdlib.h>
MYSQL *connect_or_give_up(const char *host) {
  MYSQL *conn = mysql_init(NULL);
  if (!conn)
    exit(1);
  conn = mysql_real_connect(conn, host, "app", "", "app", 0, NULL, 0); // want "is overwritten while it is still held" [connlint-connection-leak]
  if (!conn)
    return NULL;
  return conn;
}
