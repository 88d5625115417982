// The owner lets go before the wait.
#include <libpq-fe.h>
#include <memory>
#include <unistd.h>

struct Finish {
  void operator()(PGconn *Conn) const noexcept { PQfinish(Conn); }
};
using Owner = std::unique_ptr<PGconn, Finish>;

void waits(const char *Dsn) {
  Owner Conn(PQconnectdb(Dsn));
  Conn.reset();
  sleep(5); // ok: released
}
