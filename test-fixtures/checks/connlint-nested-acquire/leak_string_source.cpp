// Two sessions of one class, made with the same text in a string object.
#include <libpq-fe.h>
#include <stdexcept>
#include <string>

class Session {
public:
  explicit Session(const std::string &dsn) : Conn(PQconnectdb(dsn.c_str())) {
    if (PQstatus(Conn) != CONNECTION_OK) {
      PQfinish(Conn);
      throw std::runtime_error("no connection");
    }
  }
  Session(const Session &) = delete;
  ~Session() { PQfinish(Conn); }
  PGconn *get() const { return Conn; }

private:
  PGconn *Conn;
};

int both() {
  Session orders("dbname=shop");
  Session items("dbname=shop"); // want "second connection" [connlint-nested-acquire]
  return PQserverVersion(orders.get()) + PQserverVersion(items.get());
}
