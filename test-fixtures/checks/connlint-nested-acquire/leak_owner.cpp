// An owner holds its connection until the end of its scope.
#include <libpq-fe.h>
#include <memory>

struct Finish {
  void operator()(PGconn *Conn) const noexcept { PQfinish(Conn); }
};
using Owner = std::unique_ptr<PGconn, Finish>;

void both(const char *Dsn) {
  Owner First(PQconnectdb(Dsn));
  Owner Second(PQconnectdb(Dsn)); // want "connection" [connlint-nested-acquire]
}
