// The lock first, then the connection; a try-lock does not wait.
#include <pthread.h>
#include <sqlite3.h>
#include <stddef.h>

static pthread_mutex_t cache_lock = PTHREAD_MUTEX_INITIALIZER;

int refresh(const char *file) {
  sqlite3 *db = NULL;
  pthread_mutex_lock(&cache_lock);
  int rc = sqlite3_open(file, &db);
  if (rc == SQLITE_OK)
    rc = sqlite3_exec(db, "SELECT 1", NULL, NULL, NULL);
  sqlite3_close(db);
  pthread_mutex_unlock(&cache_lock);
  return rc;
}

int try_refresh(const char *file) {
  sqlite3 *db = NULL;
  int rc = sqlite3_open(file, &db);
  if (rc == SQLITE_OK && pthread_mutex_trylock(&cache_lock) == 0)
    pthread_mutex_unlock(&cache_lock);
  sqlite3_close(db);
  return rc;
}
