// Two sessions of one class that go to different databases, or live one after the other.
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
  Session items("dbname=stock");
  return PQserverVersion(orders.get()) + PQserverVersion(items.get());
}

int given(const std::string &from, const std::string &to) {
  Session source(from);
  Session target(to);
  return PQserverVersion(source.get()) + PQserverVersion(target.get());
}

int one_by_one() {
  int version = 0;
  {
    Session orders("dbname=shop");
    version += PQserverVersion(orders.get());
  }
  Session items("dbname=shop");
  return version + PQserverVersion(items.get());
}
