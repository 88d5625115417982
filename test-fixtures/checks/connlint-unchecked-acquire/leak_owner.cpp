// An owner says nothing about whether the connection is good.
#include <libpq-fe.h>
#include <memory>

struct Finish {
  void operator()(PGconn *Conn) const noexcept { PQfinish(Conn); }
};
using Owner = std::unique_ptr<PGconn, Finish>;

void used(const char *Dsn) {
  Owner Conn(PQconnectdb(Dsn)); // want "used without a status check" [connlint-unchecked-acquire]
  PQclear(PQexec(Conn.get(), "SELECT 1"));
}
