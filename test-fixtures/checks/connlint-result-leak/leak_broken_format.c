// A log of a header that is not there prints the message: whoever it is, it does not free it.
#include <sqlite3.h>

int set_up(sqlite3 *db) {
  char *message = NULL;
  int rc = sqlite3_exec(db, "PRAGMA journal_mode=WAL", NULL, NULL, &message);
  if (rc != SQLITE_OK)
    LOGP(DDB, LOGL_ERROR, "cannot set up: %s\n", message);
  return rc; // want "buffer 'message'" [connlint-result-leak]
}

int declared(sqlite3 *db) {
  char *message = NULL;
  int rc = sqlite3_exec(db, "PRAGMA foreign_keys=ON", NULL, NULL, &message);
  if (rc != SQLITE_OK)
    report_problem(rc, "cannot set up: %s\n", message);
  return rc; // want "buffer 'message'" [connlint-result-leak]
}
