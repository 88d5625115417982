// log.h speaks of no exceptions, and what is called like printf is a logger anyway.
#include <libpq-fe.h>
#include "log.h"
#include <stdexcept>

struct Refused : std::runtime_error {
  using std::runtime_error::runtime_error;
};
void warn(const char *Format, ...);

int count(const char *Dsn) {
  PGconn *Conn = PQconnectdb(Dsn);
  if (PQstatus(Conn) != CONNECTION_OK) {
    PQfinish(Conn);
    throw Refused("no database");
  }
  logs::debug("connected");
  warn("counting for %s", Dsn);
  PQfinish(Conn);
  return 1;
}
