// Someone releases on the way of the exception.
#include <app.h>
#include <libpq-fe.h>
#include <memory>
#include <stdexcept>

struct Finish {
  void operator()(PGconn *Conn) const noexcept { PQfinish(Conn); }
};

int owned(const char *Dsn) {
  std::unique_ptr<PGconn, Finish> Conn(PQconnectdb(Dsn));
  if (PQstatus(Conn.get()) != CONNECTION_OK)
    throw std::runtime_error("no database"); // ok: the owner releases
  app_check(1);
  return 0;
}

int caught(const char *Dsn) {
  PGconn *Conn = PQconnectdb(Dsn);
  try {
    app_check(1);
  } catch (...) {
    PQfinish(Conn);
    throw;
  }
  PQfinish(Conn);
  return 0;
}
