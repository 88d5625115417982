// The function throws before it releases.
#include <libpq-fe.h>
#include <stdexcept>

int throws(const char *Dsn) {
  PGconn *Conn = PQconnectdb(Dsn);
  if (PQstatus(Conn) != CONNECTION_OK)
    throw std::runtime_error("no database"); // want "'Conn'" [connlint-leak-on-exception]
  PQfinish(Conn);
  return 0;
}
