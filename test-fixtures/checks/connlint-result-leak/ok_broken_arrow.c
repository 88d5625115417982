// A member of an unknown struct, in parentheses and under a cast, is only looked at.
#include "not_there.h"
#include <sqlite3.h>
void bind_name(sqlite3_stmt *stmt, struct entry *of) {
  use_size((unsigned long)(of)->size, (void *)(of)->name, stmt); // ok
}
