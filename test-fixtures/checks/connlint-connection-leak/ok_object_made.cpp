// What a smart pointer deletes closes its connection.
#include <libpq-fe.h>
#include <memory>

class Plain {
public:
  explicit Plain(const char *Dsn) : Conn(PQconnectdb(Dsn)) {}

  Plain(const Plain &) = delete;
  ~Plain() { PQfinish(Conn); }

private:
  PGconn *Conn;
};

int owned(const char *Dsn) {
  auto P = std::make_unique<Plain>(Dsn);
  return 0;
}
