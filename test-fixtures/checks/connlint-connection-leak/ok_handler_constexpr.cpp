// A handler begins with a condition that the compiler has decided.
#include <libpq-fe.h>

void work(PGconn *Conn);

template <bool Quiet> int run(const char *Dsn) {
  PGconn *Conn = PQconnectdb(Dsn);
  try {
    work(Conn);
  } catch (...) {
    if constexpr (Quiet) {
      PQfinish(Conn);
      return -1;
    }
  }
  PQfinish(Conn);
  return 0;
}

int main() { return run<true>("dbname=x"); }
