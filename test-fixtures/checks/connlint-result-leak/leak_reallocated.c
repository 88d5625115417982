// The old block is not given to the allocator.
#include <sqlite3.h>
struct rows { int *ids; int count; };
int add_all(struct rows *into, int count) {
  into->ids = 0;
  for (int i = 0; i < count; i++) {
    int *more = sqlite3_realloc(0, (i + 1) * (int)sizeof *more);
    if (!more)
      return SQLITE_NOMEM;
    into->ids = more; // want "is overwritten while it is still held" [connlint-result-leak]
  }
  return SQLITE_OK;
}
