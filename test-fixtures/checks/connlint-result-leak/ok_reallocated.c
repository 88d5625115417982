// What is given to the allocator is its own again, whatever the new block is called.
#include <sqlite3.h>
struct rows { int *ids; int count; };
int add(struct rows *into, int id) {
  int *more = sqlite3_realloc(into->ids, (into->count + 1) * (int)sizeof *more);
  if (!more)
    return SQLITE_NOMEM;
  into->ids = more; // ok: the old block is part of the new one
  into->ids[into->count++] = id;
  return SQLITE_OK;
}
int add_all(struct rows *into, const int *ids, int count) {
  for (int i = 0; i < count; i++)
    if (add(into, ids[i]) != SQLITE_OK)
      return SQLITE_NOMEM;
  return SQLITE_OK;
}
