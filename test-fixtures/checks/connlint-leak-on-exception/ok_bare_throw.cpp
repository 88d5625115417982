// Where no exception is handled, "throw;" ends the process.
#include <mysql.h>
#include <stdexcept>

class Connection {
public:
  explicit Connection(const char *host) : Conn(mysql_init(nullptr)) {
    if (!Conn)
      throw;
    if (!mysql_real_connect(Conn, host, "u", "p", "shop", 0, nullptr, 0))
      throw;
  }
  ~Connection() { mysql_close(Conn); }

private:
  MYSQL *Conn;
};

unsigned ping(const char *host) {
  Connection conn(host);
  return sizeof conn;
}
