// The loop goes over the members, and releases none.
#include <sqlite3.h>
#include <stdlib.h>

struct statements {
  sqlite3_stmt *insert;
  sqlite3_stmt *find;
};
struct store {
  sqlite3 *db;
  struct statements all;
};

static void store_close(struct store *s) {
  sqlite3_stmt **each = (sqlite3_stmt **)&s->all;
  int count = sizeof(struct statements) / sizeof(sqlite3_stmt *);
  for (int i = 0; i < count; i++)
    sqlite3_reset(each[i]);
  free(s);
}

struct store *store_open(sqlite3 *db) {
  struct store *s = calloc(1, sizeof(*s));
  if (!s)
    return 0;
  s->db = db;
  if (sqlite3_prepare_v2(db, "INSERT", -1, &s->all.insert, 0) != SQLITE_OK ||
      sqlite3_prepare_v2(db, "SELECT", -1, &s->all.find, 0) != SQLITE_OK) {
    store_close(s);
    return 0; // want "'all.insert'" [connlint-result-leak]
  }
  return s;
}
