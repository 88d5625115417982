// As ok_closed_by_helper.c, but the connection stays open.
#include <sqlite3.h>
#include <stdlib.h>

struct store {
  sqlite3 *db;
  char *name;
};

static int drop(struct store *store) {
  int rc = sqlite3_errcode(store->db);
  free(store->name);
  free(store);
  return rc == SQLITE_OK ? 0 : -1;
}

struct store *prepared(struct store *store) {
  if (sqlite3_exec(store->db, "BEGIN EXCLUSIVE", NULL, NULL, NULL) != SQLITE_OK) {
    drop(store);
    return NULL;
  }
  if (sqlite3_exec(store->db, "PRAGMA user_version = 3", NULL, NULL, NULL) != SQLITE_OK) {
    drop(store);
    return NULL; // want "neither committed nor rolled back" [connlint-transaction-not-finished]
  }
  sqlite3_exec(store->db, "COMMIT", NULL, NULL, NULL);
  return store;
}
