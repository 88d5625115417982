// A closure that is not called on every way out releases nothing there.
#include <app.h>
#include <functional>
#include <libpq-fe.h>

int forgotten(const char *Dsn) {
  PGconn *Conn = PQconnectdb(Dsn);
  auto Close = [&] { PQfinish(Conn); };
  if (app_flag("dry"))
    return 0; // want "connection 'Conn'" [connlint-connection-leak]
  Close();
  return 1;
}

int inside(const char *Dsn) {
  auto Count = [](const char *Where) {
    PGconn *Conn = PQconnectdb(Where);
    return PQstatus(Conn) == CONNECTION_OK; // want "connection 'Conn'" [connlint-connection-leak]
  };
  return Count(Dsn);
}

int stored(const char *Dsn) {
  PGconn *Conn = PQconnectdb(Dsn);
  std::function<void(PGconn *)> Close = [](PGconn *C) { PQfinish(C); };
  if (app_flag("dry"))
    return 0; // want "connection 'Conn'" [connlint-connection-leak]
  Close(Conn);
  return 1;
}
