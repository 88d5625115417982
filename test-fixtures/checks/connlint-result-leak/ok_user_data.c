// Twin of leak_user_data.c: a destructor that is given with the user's data releases it.
#include <sqlite3.h>
#include <stdlib.h>

struct lookup {
  sqlite3_stmt *by_id;
};

static void lookup_free(void *data) {
  struct lookup *l = data;
  sqlite3_finalize(l->by_id);
  free(l);
}

static void call(sqlite3_context *context, int n, sqlite3_value **values) {
  (void)context, (void)n, (void)values;
}

int install(sqlite3 *db) {
  struct lookup *l = malloc(sizeof *l);
  if (!l)
    return -1;
  if (sqlite3_prepare_v2(db, "SELECT name FROM t WHERE id = ?", -1, &l->by_id, 0) != SQLITE_OK) {
    free(l);
    return -1;
  }
  return sqlite3_create_function_v2(db, "lookup", 1, SQLITE_UTF8, l, call, 0, 0, lookup_free);
}
