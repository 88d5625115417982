// The handler is for another type, or rethrows without releasing.
#include <app.h>
#include <libpq-fe.h>
#include <stdexcept>

static void fail() { throw std::runtime_error("full"); }

int wrong_type(const char *Dsn) {
  int Rc = 0;
  PGconn *Conn = PQconnectdb(Dsn);
  try {
    fail(); // want "'Conn'" [connlint-leak-on-exception]
  } catch (const std::logic_error &) {
    Rc = -1;
  }
  PQfinish(Conn);
  return Rc;
}

int rethrown(const char *Dsn) {
  PGconn *Conn = PQconnectdb(Dsn);
  try {
    fail();
  } catch (const std::runtime_error &Error) {
    app_log(Error.what());
    throw; // want "'Conn'" [connlint-leak-on-exception]
  }
  PQfinish(Conn);
  return 0;
}
