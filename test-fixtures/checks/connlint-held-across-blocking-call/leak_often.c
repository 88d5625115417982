// A connection that is held across several waits is one mistake.
#include <libpq-fe.h>
#include <unistd.h>

int poll_jobs(const char *dsn) {
  PGconn *conn = PQconnectdb(dsn);
  if (PQstatus(conn) != CONNECTION_OK) {
    PQfinish(conn);
    return -1;
  }
  sleep(1); // want "'conn' from PQconnectdb is held across sleep" [connlint-held-across-blocking-call]
  int busy = PQntuples(0) > 0;
  if (busy)
    usleep(1000);
  sleep(5);
  PQfinish(conn);
  return busy;
}
