// A guard that comes after the call that throws, or that stood down before it, is no help.
#include <app.h>
#include <libpq-fe.h>
#include <memory>
#include <stdexcept>

struct Finish {
  void operator()(PGconn *Conn) const noexcept { PQfinish(Conn); }
};
using Owner = std::unique_ptr<PGconn, Finish>;

int too_late(const char *Dsn) {
  PGconn *Conn = PQconnectdb(Dsn);
  app_check(1); // want "'Conn'" [connlint-leak-on-exception]
  Owner Guard(Conn);
  app_check(2);
  return 0;
}

int too_early(const char *Dsn) {
  Owner Guard(PQconnectdb(Dsn));
  PGconn *Conn = Guard.release();
  app_check(1); // want "'Conn'" [connlint-leak-on-exception]
  PQfinish(Conn);
  return 0;
}

int in_a_loop(const char *Dsn) {
  for (int I = 0; I < 3; ++I) {
    PGconn *Conn = PQconnectdb(Dsn);
    {
      Owner Other(PQconnectdb("other"));
      app_check(I); // want "'Conn'" [connlint-leak-on-exception]
    }
    PQfinish(Conn);
  }
  return 0;
}
