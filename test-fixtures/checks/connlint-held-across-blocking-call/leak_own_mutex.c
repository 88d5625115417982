// A lock of the whole program, waited for with a connection in hand.
#include <pthread.h>
#include <sqlite3.h>
static pthread_mutex_t everything = PTHREAD_MUTEX_INITIALIZER;
static void put(sqlite3 *db) {
  pthread_mutex_lock(&everything);
  sqlite3_exec(db, "INSERT INTO log VALUES (1)", 0, 0, 0);
  pthread_mutex_unlock(&everything);
}
int record(const char *path) {
  sqlite3 *db;
  if (sqlite3_open(path, &db) == SQLITE_OK)
    put(db); // want "is held across put, which waits for a lock" [connlint-held-across-blocking-call]
  sqlite3_close(db);
  return 0;
}
