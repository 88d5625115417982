// The caller of the factory frees the object and forgets what is in it.
#include <sqlite3.h>
void *xcalloc(unsigned long count, unsigned long size);
void xfree(void *memory);
struct store {
  sqlite3 *db;
};
static struct store *store_open(const char *path) {
  struct store *self = xcalloc(1, sizeof *self);
  if (sqlite3_open(path, &self->db) != SQLITE_OK) {
    sqlite3_close(self->db);
    xfree(self);
    return 0;
  }
  return self;
}
int inspect(const char *path) {
  struct store *store = store_open(path);
  if (!store)
    return -1;
  xfree(store); // want "connection .* freed" [connlint-connection-leak]
  return 0;
}
