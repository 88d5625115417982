// What goes into inline assembly is no longer followed.
#include <libpq-fe.h>

int run(const char *dsn) {
  PGconn *conn = PQconnectdb(dsn);
  __asm__ volatile("" : "+r"(conn));
  return 0; // miss: nobody closes
}
