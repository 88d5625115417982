// The status is asked before the connection is used.
#include <libpq-fe.h>
#include <memory>
#include <stdexcept>

struct Finish {
  void operator()(PGconn *Conn) const noexcept { PQfinish(Conn); }
};
using Owner = std::unique_ptr<PGconn, Finish>;

static Owner open_it(const char *Dsn) {
  Owner Conn(PQconnectdb(Dsn));
  if (PQstatus(Conn.get()) != CONNECTION_OK)
    throw std::runtime_error("no database");
  return Conn;
}

void used(const char *Dsn) {
  Owner Conn = open_it(Dsn);
  PQclear(PQexec(Conn.get(), "SELECT 1")); // ok: open_it has asked, or thrown
}
