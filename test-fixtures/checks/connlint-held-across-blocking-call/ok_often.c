// The connection is given back before each wait.
#include <libpq-fe.h>
#include <unistd.h>

static int poll_once(const char *dsn) {
  PGconn *conn = PQconnectdb(dsn);
  int ok = PQstatus(conn) == CONNECTION_OK;
  PQfinish(conn);
  return ok;
}

int poll_jobs(const char *dsn) {
  int polls = 0;
  while (poll_once(dsn)) {
    sleep(1);
    if (++polls > 100)
      usleep(1000);
  }
  return polls;
}
