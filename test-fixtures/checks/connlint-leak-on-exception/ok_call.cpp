// Calls between acquire and release that throw nothing.
#include <app.h>
#include <libpq-fe.h>
#include <stdexcept>

static int twice(int N) { return 2 * N; }
static void quiet(int) noexcept {}
static void careful(int N) {
  try {
    app_check(N);
  } catch (...) {
    app_log("no");
  }
}

int store(const char *Dsn, int N) {
  PGconn *Conn = PQconnectdb(Dsn);
  int M = twice(N); // ok: its body throws nothing
  quiet(M);
  careful(M);        // ok: it keeps what it catches
  app_log("stored"); // ok: noexcept
  PQfinish(Conn);
  return M;
}
