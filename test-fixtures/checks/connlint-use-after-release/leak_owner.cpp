// A pointer that was taken from an owner dies with what the owner has.
#include <libpq-fe.h>
#include <memory>

struct Finish {
  void operator()(PGconn *Conn) const noexcept { PQfinish(Conn); }
};
using Owner = std::unique_ptr<PGconn, Finish>;

int reset(const char *Dsn) {
  Owner Conn(PQconnectdb(Dsn));
  PGconn *Raw = Conn.get();
  Conn.reset();
  return PQstatus(Raw); // want "'Raw'|connection" [connlint-use-after-release]
}

int inner_scope(const char *Dsn) {
  PGconn *Raw = nullptr;
  {
    Owner Conn(PQconnectdb(Dsn));
    Raw = Conn.get();
  }
  return PQstatus(Raw); // want "'Raw'|connection" [connlint-use-after-release]
}
