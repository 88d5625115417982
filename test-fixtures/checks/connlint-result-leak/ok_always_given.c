// Whoever calls the function wants the text: the branch that forgets it is never taken.
#include <sqlite3.h>

static const char *column(int kind, char **extra_out) {
  char *extra = 0;
  if (kind)
    extra = sqlite3_mprintf(" COLLATE kind_%d", kind);
  if (extra_out)
    *extra_out = extra;
  return "name"; // ok: it is always asked for
}

int build(int kind) {
  char *extra = 0;
  column(kind, &extra);
  int is_special = extra != 0;
  sqlite3_free(extra);
  return is_special;
}
