// A handler begins with a condition that the compiler has decided.
#include <libpq-fe.h>

void work(PGconn *Conn);

template <bool Quiet> int run(const char *Dsn) {
  PGconn *Conn = PQconnectdb(Dsn);
  try {
    work(Conn);
  } catch (...) {
    if constexpr (Quiet) {
      return -1; // want "'Conn' .* is not released" [connlint-connection-leak]
    }
  }
  PQfinish(Conn);
  return 0;
}

int main() { return run<true>("dbname=x"); }
