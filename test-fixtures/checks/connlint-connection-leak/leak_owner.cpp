// An owner that lets go leaves the handle to somebody else.
#include <app.h>
#include <libpq-fe.h>
#include <memory>

struct Finish {
  void operator()(PGconn *Conn) const noexcept { PQfinish(Conn); }
};
using Owner = std::unique_ptr<PGconn, Finish>;

int released(const char *Dsn) {
  Owner Conn(PQconnectdb(Dsn));
  PGconn *Raw = Conn.release();
  if (app_flag("dry"))
    return 0; // want "connection 'Raw'" [connlint-connection-leak]
  PQfinish(Raw);
  return 1;
}

void dropped(const char *Dsn) {
  Owner Conn(PQconnectdb(Dsn));
  Conn.release(); // want "connection" [connlint-connection-leak]
}
