// A closure that is called releases what it captured.
#include <app.h>
#include <functional>
#include <libpq-fe.h>

int called(const char *Dsn) {
  PGconn *Conn = PQconnectdb(Dsn);
  auto Close = [&] { PQfinish(Conn); };
  if (app_flag("dry")) {
    Close();
    return 0; // ok: the closure has released
  }
  Close();
  return 1;
}

int by_value(const char *Dsn) {
  PGconn *Conn = PQconnectdb(Dsn);
  auto Close = [C = Conn] { PQfinish(C); };
  Close();
  return 0;
}

int stored(const char *Dsn) {
  PGconn *Conn = PQconnectdb(Dsn);
  std::function<void(PGconn *)> Close = [](PGconn *C) { PQfinish(C); };
  Close(Conn);
  std::function<void(PGconn *)> Plain = PQfinish;
  Plain(PQconnectdb(Dsn));
  return 1;
}

int nested(const char *Dsn) {
  PGconn *Conn = PQconnectdb(Dsn);
  auto Outer = [&] {
    auto Inner = [&] { PQfinish(Conn); };
    Inner();
  };
  Outer();
  return 0;
}
