// Nothing between acquire and release throws, or someone releases on the way.
#include <app.h>
#include <libpq-fe.h>
#include <memory>
#include <stdexcept>

struct Finish {
  void operator()(PGconn *Conn) const noexcept { PQfinish(Conn); }
};

static int twice(int N) { return 2 * N; }
static void quiet(int) noexcept {}

int store(const char *Dsn, int N) {
  PGconn *Conn = PQconnectdb(Dsn);
  int M = twice(N); // ok: its body throws nothing
  quiet(M);
  app_log("stored"); // ok: noexcept
  PQfinish(Conn);
  return M;
}

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
