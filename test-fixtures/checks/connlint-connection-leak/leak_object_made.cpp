// What a smart pointer deletes has a class without a destructor.
#include <libpq-fe.h>
#include <memory>

class Plain {
public:
  explicit Plain(const char *Dsn) : Conn(PQconnectdb(Dsn)) {} // want "Conn" [connlint-connection-leak]

private:
  PGconn *Conn;
};

int owned(const char *Dsn) {
  auto P = std::make_unique<Plain>(Dsn);
  return 0;
}
