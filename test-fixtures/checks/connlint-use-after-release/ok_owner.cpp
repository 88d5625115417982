// A pointer that was taken from an owner is good while the owner lives.
#include <libpq-fe.h>
#include <memory>
#include <utility>

struct Finish {
  void operator()(PGconn *Conn) const noexcept { PQfinish(Conn); }
};
using Owner = std::unique_ptr<PGconn, Finish>;

int alive(const char *Dsn) {
  Owner Conn(PQconnectdb(Dsn));
  PGconn *Raw = Conn.get();
  Owner Other = std::move(Conn);
  return PQstatus(Raw); // ok: the other owner has it
}

int refilled(const char *Dsn) {
  Owner Conn(PQconnectdb(Dsn));
  Conn.reset();
  Conn.reset(PQconnectdb("other"));
  return PQstatus(Conn.get()); // ok: a new one
}
