// What was released by hand, or moved, the owner no longer has.
#include <libpq-fe.h>
#include <memory>
#include <utility>

struct Finish {
  void operator()(PGconn *Conn) const noexcept { PQfinish(Conn); }
};
using Owner = std::unique_ptr<PGconn, Finish>;

void by_hand(const char *Dsn) {
  Owner Conn(PQconnectdb(Dsn));
  PQfinish(Conn.release()); // ok: the owner is empty
}

void moved(const char *Dsn) {
  Owner A(PQconnectdb(Dsn));
  Owner B(std::move(A));
  Owner C;
  C = std::move(B);
  C.reset();
} // ok: released once

void swapped(const char *Dsn) {
  Owner A(PQconnectdb(Dsn)), B;
  A.swap(B);
  std::swap(A, B);
}

void closure(const char *Dsn) {
  PGconn *Conn = PQconnectdb(Dsn);
  auto Close = [&] {
    PQfinish(Conn);
    Conn = nullptr;
  };
  Close();
  Close(); // ok: null by now
}
