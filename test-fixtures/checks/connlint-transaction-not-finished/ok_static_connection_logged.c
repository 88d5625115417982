// A static connection stays the one of an open transaction while something unknown is called.
#include <sqlite3.h>

static sqlite3 *db;
void log_error(const char *text);

void use_connection(sqlite3 *opened) { db = opened; }

int write(const char *sql) {
  int begun = 0;
  if (!db || sqlite3_exec(db, "BEGIN", 0, 0, 0) != SQLITE_OK)
    goto error;
  begun = 1;
  if (sqlite3_exec(db, sql, 0, 0, 0) != SQLITE_OK) {
    log_error("cannot write");
    goto error;
  }
  if (sqlite3_exec(db, "COMMIT", 0, 0, 0) == SQLITE_OK)
    return 0;
error:
  if (db && begun)
    sqlite3_exec(db, "ROLLBACK", 0, 0, 0);
  return 1;
}
