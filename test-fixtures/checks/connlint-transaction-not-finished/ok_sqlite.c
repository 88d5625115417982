// END is COMMIT; a savepoint is not a transaction of ours.
#include <sqlite3.h>
#include <stddef.h>

int journal(sqlite3 *db) {
  if (sqlite3_exec(db, "BEGIN", NULL, NULL, NULL) != SQLITE_OK)
    return -1;
  int rc = sqlite3_exec(db, "INSERT INTO journal VALUES (1)", NULL, NULL, NULL);
  if (rc != SQLITE_OK) {
    sqlite3_exec(db, "ROLLBACK", NULL, NULL, NULL);
    return rc;
  }
  return sqlite3_exec(db, "END", NULL, NULL, NULL);
}

int no_transaction(sqlite3 *db) {
  return sqlite3_exec(db, "SELECT 'BEGIN'", NULL, NULL, NULL); // ok: only a text
}
