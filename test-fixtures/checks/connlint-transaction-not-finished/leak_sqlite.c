// A failed prepare forgets that the file is locked by the transaction.
#include <sqlite3.h>
#include <stddef.h>

int journal(sqlite3 *db) {
  sqlite3_stmt *stmt = NULL;
  if (sqlite3_exec(db, "BEGIN IMMEDIATE", NULL, NULL, NULL) != SQLITE_OK)
    return -1;
  if (sqlite3_prepare_v2(db, "INSERT INTO journal VALUES (1)", -1, &stmt, NULL) != SQLITE_OK)
    return -1; // want "transaction" [connlint-transaction-not-finished]
  int rc = sqlite3_step(stmt);
  sqlite3_finalize(stmt);
  sqlite3_exec(db, rc == SQLITE_DONE ? "COMMIT" : "ROLLBACK", NULL, NULL, NULL);
  return rc;
}
