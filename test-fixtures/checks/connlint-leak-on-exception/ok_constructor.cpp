// A member that owns is destroyed when the constructor throws.
#include <libpq-fe.h>
#include <memory>
#include <stdexcept>

struct Finish {
  void operator()(PGconn *Conn) const noexcept { PQfinish(Conn); }
};

class Session {
public:
  explicit Session(const char *Dsn) : Conn(PQconnectdb(Dsn)) {
    if (PQstatus(Conn.get()) != CONNECTION_OK)
      throw std::runtime_error("no database"); // ok: the member releases
  }

private:
  std::unique_ptr<PGconn, Finish> Conn;
};

int use(const char *Dsn) {
  Session S(Dsn);
  return 0;
}
