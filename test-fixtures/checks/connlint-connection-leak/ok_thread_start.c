// A thread that could not be started has not taken its argument over.
#include <libpq-fe.h>
#include <pthread.h>
#include <stddef.h>

void *work(void *argument);

int run(const char *dsn) {
  pthread_t thread;
  PGconn *conn = PQconnectdb(dsn);
  if (pthread_create(&thread, NULL, work, conn) != 0) {
    PQfinish(conn);
    return -1;
  }
  return pthread_detach(thread);
}

void start(const char *dsn) {
  pthread_t thread;
  PGconn *conn = PQconnectdb(dsn);
  pthread_create(&thread, NULL, work, conn);
}
