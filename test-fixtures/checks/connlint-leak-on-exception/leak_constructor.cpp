// A constructor that throws never gets its destructor run.
#include <libpq-fe.h>
#include <stdexcept>

class Session {
public:
  explicit Session(const char *Dsn) : Conn(PQconnectdb(Dsn)) {
    if (PQstatus(Conn) != CONNECTION_OK)
      throw std::runtime_error("no database"); // want "Conn" [connlint-leak-on-exception]
  }
  Session(const Session &) = delete;
  ~Session() { PQfinish(Conn); }

private:
  PGconn *Conn;
};

int use(const char *Dsn) {
  Session S(Dsn);
  return 0;
}
