// What an owner releases must not be released by hand.
#include <libpq-fe.h>
#include <memory>

struct Finish {
  void operator()(PGconn *Conn) const noexcept { PQfinish(Conn); }
};
using Owner = std::unique_ptr<PGconn, Finish>;

void by_hand(const char *Dsn) {
  Owner Conn(PQconnectdb(Dsn));
  PQfinish(Conn.get());
} // want "connection" [connlint-double-release]

void two_owners(const char *Dsn) {
  PGconn *Raw = PQconnectdb(Dsn);
  Owner A(Raw);
  Owner B(Raw);
} // want "connection" [connlint-double-release]

void closure(const char *Dsn) {
  PGconn *Conn = PQconnectdb(Dsn);
  auto Close = [&] { PQfinish(Conn); };
  Close();
  Close(); // want "connection" [connlint-double-release]
}
