// A constructor that fails: its destructor does not run.
#include <mysql.h>
#include <stdexcept>

class Connection {
public:
  explicit Connection(const char *host) : Conn(mysql_init(nullptr)) {
    if (!Conn)
      throw std::runtime_error("no connection");
    if (!mysql_real_connect(Conn, host, "u", "p", "shop", 0, nullptr, 0))
      throw std::runtime_error("no connection"); // want "'this->Conn'" [connlint-leak-on-exception]
  }
  ~Connection() { mysql_close(Conn); }

private:
  MYSQL *Conn;
};

unsigned ping(const char *host) {
  Connection conn(host);
  return sizeof conn;
}
