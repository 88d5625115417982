// A connection in an owner is held as long as any other.
#include <libpq-fe.h>
#include <memory>
#include <unistd.h>

struct Finish {
  void operator()(PGconn *Conn) const noexcept { PQfinish(Conn); }
};
using Owner = std::unique_ptr<PGconn, Finish>;

void waits(const char *Dsn) {
  Owner Conn(PQconnectdb(Dsn));
  sleep(5); // want "connection" [connlint-held-across-blocking-call]
}
