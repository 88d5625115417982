// setjmp: control may come back with values we cannot follow; stay silent.
#include <libpq-fe.h>
#include <setjmp.h>
#include <stddef.h>

static jmp_buf env;
static void step(int n) {
  if (n < 0)
    longjmp(env, 1);
}

int guarded(const char *dsn, int n) {
  PGconn *volatile conn = NULL;
  if (setjmp(env)) {
    PQfinish(conn);
    return -1;
  }
  conn = PQconnectdb(dsn);
  step(n);
  PQfinish(conn);
  return 0;
}
