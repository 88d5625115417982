// A lambda by reference connects anew, in a loop, and forgets to close.
#include <mysql.h>

void connect_somehow(int attempts, MYSQL **out) {
  MYSQL *conn = *out;
  auto connect = [&conn](int port) {
    conn = mysql_init(nullptr);
    return mysql_real_connect(conn, "db", "u", "p", "shop", port, nullptr, 0) != nullptr;
  };
  for (int i = 0; i < attempts; i++)
    if (connect(3306)) // want "is overwritten while it is still held" [connlint-connection-leak]
      break;
  *out = conn;
}
