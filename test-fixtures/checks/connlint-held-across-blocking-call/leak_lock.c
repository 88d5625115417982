// Waiting for a lock whose owner may be waiting for a connection.
#include <pthread.h>
#include <sqlite3.h>
#include <stddef.h>

static pthread_mutex_t cache_lock = PTHREAD_MUTEX_INITIALIZER;

int refresh(const char *file) {
  sqlite3 *db = NULL;
  int rc = sqlite3_open(file, &db);
  if (rc == SQLITE_OK) {
    pthread_mutex_lock(&cache_lock); // want "'db'" [connlint-held-across-blocking-call]
    rc = sqlite3_exec(db, "SELECT 1", NULL, NULL, NULL);
    pthread_mutex_unlock(&cache_lock);
  }
  sqlite3_close(db);
  return rc;
}
