// A closure that throws, and a deleter that is never called.
#include <app.h>
#include <functional>
#include <libpq-fe.h>
#include <stdexcept>

int throwing_closure(const char *Dsn, int N) {
  PGconn *Conn = PQconnectdb(Dsn);
  auto Check = [&] {
    if (N < 0)
      throw std::invalid_argument("negative");
  };
  Check(); // want "'Conn'" [connlint-leak-on-exception]
  PQfinish(Conn);
  return 0;
}

int closure_comes_late(const char *Dsn) {
  PGconn *Conn = PQconnectdb(Dsn);
  auto Close = [&] { PQfinish(Conn); };
  app_check(1); // want "'Conn'" [connlint-leak-on-exception]
  Close();
  return 0;
}
