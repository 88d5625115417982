// The deleter of a shared owner runs for null as well: a guard in one line.
#include <app.h>
#include <libpq-fe.h>
#include <memory>
#include <utility>

int run(const char *Dsn) {
  PGconn *Conn = PQconnectdb(Dsn);
  std::shared_ptr<void> Guard(nullptr, [Conn](void *) { PQfinish(Conn); });
  return PQstatus(Conn) == CONNECTION_OK; // ok: the guard releases
}

int early(const char *Dsn) {
  PGconn *Conn = PQconnectdb(Dsn);
  std::shared_ptr<void> Guard(nullptr, [Conn](void *) { PQfinish(Conn); });
  if (app_flag("dry"))
    Guard.reset(); // ok: and once only
  return 0;
}

int moved(const char *Dsn) {
  PGconn *Conn = PQconnectdb(Dsn);
  std::shared_ptr<void> Guard(nullptr, [Conn](void *) { PQfinish(Conn); });
  std::shared_ptr<void> Other = std::move(Guard);
  return PQstatus(Conn) == CONNECTION_OK; // ok: once only
}
