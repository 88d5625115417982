// Twin of ok_broken_cleanup_macro.c: the macro says something else.
#include "not_there.h"
#include <sqlite3.h>

#define auto_text __attribute__((__unused__))

static void free_text(gchar **text) {
  if (*text)
    sqlite3_free(*text);
}

int count(sqlite3 *db, const char *name) {
  auto_text char *query = sqlite3_mprintf("SELECT %Q", name);
  if (!query)
    return -1;
  return sqlite3_exec(db, query, 0, 0, 0); // want "'query'" [connlint-result-leak]
}
