// The deleter of a unique owner does not run for null.
#include <functional>
#include <libpq-fe.h>
#include <memory>

int run(const char *Dsn) {
  PGconn *Conn = PQconnectdb(Dsn);
  std::unique_ptr<void, std::function<void(void *)>> Guard(nullptr,
                                                           [Conn](void *) { PQfinish(Conn); });
  return PQstatus(Conn) == CONNECTION_OK; // want "connection 'Conn'" [connlint-connection-leak]
}
