// A handler for a base class takes what is thrown.
#include <app.h>
#include <exception>
#include <libpq-fe.h>
#include <stdexcept>

static void fail() { throw std::runtime_error("full"); }

int base_class(const char *Dsn) {
  int Rc = 0;
  PGconn *Conn = PQconnectdb(Dsn);
  try {
    fail();
  } catch (const std::exception &) {
    Rc = -1;
  }
  PQfinish(Conn);
  return Rc;
}

int terminates(const char *Dsn) noexcept {
  PGconn *Conn = PQconnectdb(Dsn);
  fail(); // ok: the process ends at the border of noexcept
  PQfinish(Conn);
  return 0;
}
