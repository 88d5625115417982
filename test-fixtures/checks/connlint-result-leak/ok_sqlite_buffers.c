// Freed by sqlite3_free, which accepts null.
#include <app.h>
#include <sqlite3.h>
#include <stddef.h>

int run(sqlite3 *db) {
  char *error = NULL;
  int rc = sqlite3_exec(db, "VACUUM", NULL, NULL, &error);
  if (rc != SQLITE_OK) {
    app_log(error);
    sqlite3_free(error);
  }
  return rc; // ok: success leaves null
}

int formatted(sqlite3 *db, const char *table) {
  char *sql = sqlite3_mprintf("DELETE FROM %Q", table);
  if (!sql)
    return SQLITE_NOMEM;
  int rc = sqlite3_exec(db, sql, NULL, NULL, NULL);
  sqlite3_free(sql);
  return rc;
}
