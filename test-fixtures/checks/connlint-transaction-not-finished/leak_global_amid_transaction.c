// After a call that is not seen, the flag says for which failures there is a rollback.
#include <sqlite3.h>

static sqlite3 *db;

void log_error(const char *format, const char *text);

int open_db(const char *path) {
  if (sqlite3_open(path, &db) == SQLITE_OK)
    return 0;
  sqlite3_close(db);
  db = 0;
  return 1;
}

int write_order(void) {
  int is_open = 0;
  if (!db)
    goto error;
  if (sqlite3_exec(db, "BEGIN TRANSACTION", 0, 0, 0) != SQLITE_OK)
    goto error;
  is_open = 0;
  if (sqlite3_exec(db, "INSERT INTO orders VALUES (1)", 0, 0, 0) != SQLITE_OK) {
    log_error("insert: %s", sqlite3_errmsg(db));
    goto error;
  }
  if (sqlite3_exec(db, "COMMIT", 0, 0, 0) != SQLITE_OK)
    goto error;
  return 0;
error:
  if (db && is_open)
    sqlite3_exec(db, "ROLLBACK", 0, 0, 0);
  return 1; // want "transaction is neither committed nor rolled back" [connlint-transaction-not-finished]
}
