// The function that jumps is seen, but not what its callers lose by that.
#include <libpq-fe.h>
#include <setjmp.h>

static jmp_buf failed;

static void fail(void) { longjmp(failed, 1); }

int ping(const char *dsn) {
  PGconn *conn = PQconnectdb(dsn);
  if (PQstatus(conn) != CONNECTION_OK)
    fail(); // miss: the jump leaves the connection behind
  PQfinish(conn);
  return 0;
}
