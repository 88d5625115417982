// A connection that belongs to the thread: its key has a destructor.
#include "libpq-fe.h"
#include <pthread.h>

static pthread_key_t key;
int keep_any(const void *object);
int keep_text(const char *text);

PGconn *of_this_thread(void) {
  PGconn *conn = (PGconn *)pthread_getspecific(key);
  if (!conn) {
    conn = PQconnectdb("dbname=shop");
    if (PQstatus(conn) != CONNECTION_OK) {
      PQfinish(conn);
      return 0;
    }
    pthread_setspecific(key, conn);
  }
  return conn;
}

int count(void) {
  PGconn *conn = of_this_thread();
  if (!conn)
    return -1;
  return PQsocket(conn); // ok: the thread keeps it
}

int any(void) {
  PGconn *conn = PQconnectdb("dbname=shop");
  return keep_any(conn); // ok: who takes any pointer may keep it
}
