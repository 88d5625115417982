// A call between acquire and release may throw.
#include <libpq-fe.h>
#include <stdexcept>

static void validate(int n) {
  if (n < 0)
    throw std::invalid_argument("negative");
}

int store(const char *Dsn, int N) {
  PGconn *Conn = PQconnectdb(Dsn);
  if (PQstatus(Conn) != CONNECTION_OK) {
    PQfinish(Conn);
    return -1;
  }
  validate(N); // want "'Conn'" [connlint-leak-on-exception]
  PQfinish(Conn);
  return 0;
}
