// One of the callers does not want the text.
#include <sqlite3.h>

static const char *column(int kind, char **extra_out) {
  char *extra = 0;
  if (kind)
    extra = sqlite3_mprintf(" COLLATE kind_%d", kind);
  if (extra_out)
    *extra_out = extra;
  return "name"; // want "'extra'" [connlint-result-leak]
}

int build(int kind) {
  char *extra = 0;
  column(kind, &extra);
  int is_special = extra != 0;
  sqlite3_free(extra);
  return is_special;
}

const char *plain(void) { return column(1, 0); }
