// A closure that throws nothing, and deleters that are closures.
#include <app.h>
#include <libpq-fe.h>
#include <memory>
#include <stdexcept>

int calm(const char *Dsn, int N) {
  PGconn *Conn = PQconnectdb(Dsn);
  auto Twice = [&] { return 2 * N; };
  int M = Twice(); // ok: its body throws nothing
  PQfinish(Conn);
  return M;
}

int deleter(const char *Dsn) {
  auto Close = [](PGconn *C) { PQfinish(C); };
  std::unique_ptr<PGconn, decltype(Close)> Conn(PQconnectdb(Dsn), Close);
  std::shared_ptr<PGconn> Other(PQconnectdb("other"), Close);
  app_check(1); // ok: both deleters run
  return 0;
}
