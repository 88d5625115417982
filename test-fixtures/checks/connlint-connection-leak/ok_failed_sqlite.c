// The failed handle is closed as well.
#include <sqlite3.h>
#include <stddef.h>

int vacuum(const char *file) {
  sqlite3 *db = NULL;
  int rc = sqlite3_open(file, &db);
  if (rc != SQLITE_OK) {
    sqlite3_close(db);
    return rc;
  }
  rc = sqlite3_exec(db, "VACUUM", NULL, NULL, NULL);
  sqlite3_close(db);
  return rc;
}

int vacuum_merged(const char *file) {
  sqlite3 *db = NULL;
  int rc = sqlite3_open(file, &db);
  if (!rc)
    rc = sqlite3_exec(db, "VACUUM", NULL, NULL, NULL);
  sqlite3_close_v2(db); // ok: one release for both outcomes
  return rc;
}
