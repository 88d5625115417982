// Memory that SQLite hands out: error texts and formatted strings.
#include <app.h>
#include <sqlite3.h>
#include <stddef.h>

int run(sqlite3 *db) {
  char *error = NULL;
  int rc = sqlite3_exec(db, "VACUUM", NULL, NULL, &error);
  if (rc != SQLITE_OK)
    app_log(error);
  return rc; // want "'error'" [connlint-result-leak]
}

int formatted(sqlite3 *db, const char *table) {
  char *sql = sqlite3_mprintf("DELETE FROM %Q", table);
  if (!sql)
    return SQLITE_NOMEM;
  return sqlite3_exec(db, sql, NULL, NULL, NULL); // want "'sql'" [connlint-result-leak]
}
