// A jump, or the end of the thread, leaves the function past the release.
#include <libpq-fe.h>
#include <pthread.h>
#include <setjmp.h>

int jumps_away(const char *dsn, jmp_buf env) {
  PGconn *conn = PQconnectdb(dsn);
  if (PQstatus(conn) != CONNECTION_OK)
    longjmp(env, 1); // want "'conn'" [connlint-connection-leak]
  PQfinish(conn);
  return 0;
}

void *worker(void *dsn) {
  PGconn *conn = PQconnectdb(dsn);
  if (PQstatus(conn) != CONNECTION_OK)
    pthread_exit(0); // want "'conn'" [connlint-connection-leak]
  PQfinish(conn);
  return 0;
}
