// Globals that decide whether the function goes on may change; and two different questions.
#include <libpq-fe.h>

struct config {
  int stopped;
  int workers;
};
extern struct config config;
void work(PGconn *conn);

void serve(const char *dsn) {
  while (!config.stopped) {
    PGconn *conn = PQconnectdb(dsn);
    work(conn);
    if (config.stopped)
      return; // want "connection 'conn'" [connlint-connection-leak]
    PQfinish(conn);
  }
}

void some(const char *dsn) {
  PGconn *conn = NULL;
  if (config.workers > 0)
    conn = PQconnectdb(dsn);
  work(conn);
  if (config.workers > 1)
    PQfinish(conn);
} // want "connection 'conn'" [connlint-connection-leak]
