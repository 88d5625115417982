// A factory whose allocator ends the process when memory runs out: null says that it has closed.
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
    return -1; // ok: it is closed already
  sqlite3_close(store->db);
  xfree(store);
  return 0;
}
