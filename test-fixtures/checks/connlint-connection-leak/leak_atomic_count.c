// One reference more than is given back.
#include <sqlite3.h>
#include <stdlib.h>
struct store {
  sqlite3 *db;
  int references;
};
static struct store *store_open(const char *path) {
  struct store *self = malloc(sizeof *self);
  if (!self)
    return 0;
  self->references = 1;
  if (sqlite3_open(path, &self->db) != SQLITE_OK) {
    sqlite3_close(self->db);
    free(self);
    return 0;
  }
  return self;
}
static void store_drop(struct store *self) {
  if (!self || __sync_sub_and_fetch(&self->references, 1) != 0)
    return;
  sqlite3_close(self->db);
  free(self);
}
int inspect(const char *path) {
  struct store *store = store_open(path);
  if (!store)
    return -1;
  __atomic_add_fetch(&store->references, 1, __ATOMIC_RELAXED);
  store_drop(store);
  return 0; // want "connection .* is not released on this way out" [connlint-connection-leak]
}
