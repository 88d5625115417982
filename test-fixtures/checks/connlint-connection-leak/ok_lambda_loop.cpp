// A lambda by reference closes before it connects anew, in a loop.
#include <mysql.h>

void connect_somehow(int attempts, MYSQL **out) {
  MYSQL *conn = *out;
  auto connect = [&conn](int port) {
    if (conn)
      mysql_close(conn);
    conn = mysql_init(nullptr);
    return mysql_real_connect(conn, "db", "u", "p", "shop", port, nullptr, 0) != nullptr;
  };
  for (int i = 0; i < attempts; i++)
    if (connect(3306)) // ok: the last one is closed first
      break;
  *out = conn;
}
