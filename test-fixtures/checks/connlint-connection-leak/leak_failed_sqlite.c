// sqlite3_open sets the handle also when it fails.
#include <sqlite3.h>
#include <stddef.h>

int vacuum(const char *file) {
  sqlite3 *db = NULL;
  if (sqlite3_open(file, &db) != SQLITE_OK)
    return -1; // want "'db'" [connlint-connection-leak]
  int rc = sqlite3_exec(db, "VACUUM", NULL, NULL, NULL);
  sqlite3_close(db);
  return rc;
}

int vacuum_v2(const char *file) {
  sqlite3 *db;
  int rc = sqlite3_open_v2(file, &db, SQLITE_OPEN_READWRITE, NULL);
  if (rc == SQLITE_OK) {
    rc = sqlite3_exec(db, "VACUUM", NULL, NULL, NULL);
    sqlite3_close_v2(db);
  }
  return rc; // want "'db'" [connlint-connection-leak]
}
