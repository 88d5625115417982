// The connection of the thread is opened anew, and only the first is known to the thread.
#include "libpq-fe.h"
#include <pthread.h>

static pthread_key_t key;

int count(void) {
  PGconn *conn = (PGconn *)pthread_getspecific(key);
  if (!conn) {
    conn = PQconnectdb("dbname=shop");
    pthread_setspecific(key, "open");
  }
  return PQsocket(conn); // want "connection 'conn' from PQconnectdb is not released" [connlint-connection-leak]
}
