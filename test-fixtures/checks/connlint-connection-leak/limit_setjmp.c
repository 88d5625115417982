// longjmp leaves the function past the release. Functions around setjmp and longjmp are
// not followed: which values survive the jump is not decidable from here.
#include <libpq-fe.h>
#include <setjmp.h>

int jumps_away(const char *dsn, jmp_buf env) {
  PGconn *conn = PQconnectdb(dsn);
  if (PQstatus(conn) != CONNECTION_OK)
    longjmp(env, 1); // miss: the jump leaves the connection behind
  PQfinish(conn);
  return 0;
}
