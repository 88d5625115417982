// Handed to code that runs later: a callback's context, a thread, an unknown function.
#include <libpq-fe.h>
#include <pthread.h>
#include <stddef.h>

extern void on_shutdown(void (*callback)(void *), void *context);
extern void adopt(PGconn *conn);

static void close_it(void *context) { PQfinish(context); }
static void *work(void *context) {
  PGconn *conn = context;
  PQfinish(conn);
  return NULL;
}

void registers(const char *dsn) {
  PGconn *conn = PQconnectdb(dsn);
  on_shutdown(close_it, conn);
}

int starts_thread(const char *dsn) {
  pthread_t thread;
  PGconn *conn = PQconnectdb(dsn);
  if (pthread_create(&thread, NULL, work, conn) != 0) {
    PQfinish(conn); // ok: no thread took it
    return -1;
  }
  return pthread_detach(thread);
}

void unknown_function(const char *dsn) {
  PGconn *conn = PQconnectdb(dsn);
  adopt(conn); // ok: we cannot see what it does with the handle
}
