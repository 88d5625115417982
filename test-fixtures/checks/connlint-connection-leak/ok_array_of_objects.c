// A function makes objects in the slots of the caller's array.
#include <sqlite3.h>
#include <stdlib.h>

struct store {
  sqlite3 *db;
};

static int store_open(const char *path, struct store **out) {
  struct store *store = calloc(1, sizeof *store);
  if (!store)
    return -1;
  if (sqlite3_open(path, &store->db) != SQLITE_OK) {
    sqlite3_close(store->db);
    free(store);
    return -1;
  }
  *out = store;
  return 0;
}

int open_all(struct store **stores, const char *const *paths, int count) {
  for (int i = 0; i < count; ++i)
    if (store_open(paths[i], &stores[i]))
      return i;
  return count;
}
