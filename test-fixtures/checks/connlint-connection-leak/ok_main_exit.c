// What main or exit leaves open is closed by the end of the process, or by atexit.
#include <libpq-fe.h>
#include <stdlib.h>

static PGconn *shared;
static void close_shared(void) { PQfinish(shared); }

int start(const char *dsn) {
  shared = PQconnectdb(dsn);
  return atexit(close_shared); // ok: the global is released at the end
}
