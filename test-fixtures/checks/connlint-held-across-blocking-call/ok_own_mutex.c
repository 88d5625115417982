// The lock lies in the object that has the connection, and protects it.
#include <pthread.h>
#include <sqlite3.h>
struct store {
  sqlite3 *db;
  pthread_mutex_t lock;
};
static void put(struct store *store) {
  pthread_mutex_lock(&store->lock);
  sqlite3_exec(store->db, "INSERT INTO log VALUES (1)", 0, 0, 0);
  pthread_mutex_unlock(&store->lock);
}
int record(const char *path) {
  struct store store;
  pthread_mutex_init(&store.lock, 0);
  if (sqlite3_open(path, &store.db) == SQLITE_OK)
    put(&store); // ok: its own lock
  sqlite3_close(store.db);
  return 0;
}
