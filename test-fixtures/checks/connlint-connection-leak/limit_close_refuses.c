// sqlite3_close refuses while there are statements; that it was called too early is not told.
#include <sqlite3.h>

int run(const char *Path) {
  sqlite3 *Db;
  sqlite3_stmt *Statement = 0;
  if (sqlite3_open(Path, &Db) == SQLITE_OK &&
      sqlite3_prepare_v2(Db, "SELECT 1", -1, &Statement, 0) == SQLITE_OK)
    sqlite3_step(Statement);
  sqlite3_close(Db); // miss: SQLITE_BUSY, the database stays open
  sqlite3_finalize(Statement);
  return 0;
}
