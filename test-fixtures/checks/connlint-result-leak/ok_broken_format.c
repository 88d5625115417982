// What an unknown function gets without a format, it may free.
#include <sqlite3.h>

int set_up(sqlite3 *db) {
  char *message = NULL;
  int rc = sqlite3_exec(db, "PRAGMA journal_mode=WAL", NULL, NULL, &message);
  if (rc != SQLITE_OK)
    fail_with(DDB, message);
  return rc;
}

int printed(sqlite3 *db) {
  char *message = NULL;
  int rc = sqlite3_exec(db, "PRAGMA foreign_keys=ON", NULL, NULL, &message);
  if (rc != SQLITE_OK)
    LOGP(DDB, LOGL_ERROR, "cannot set up: %s\n", message);
  sqlite3_free(message);
  return rc;
}
