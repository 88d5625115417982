// There is a statement only where there is a connection: it was prepared there.
#include <sqlite3.h>

struct store {
  sqlite3 *db, *log;
};

int count(struct store *store, int refuse(void)) {
  sqlite3_stmt *stmt = 0;
  int rows = -1;
  if (sqlite3_prepare_v2(store->db, "SELECT count(*) FROM t", -1, &stmt, 0) != SQLITE_OK ||
      refuse())
    goto leave;
  if (sqlite3_step(stmt) == SQLITE_ROW)
    rows = sqlite3_column_int(stmt, 0);
leave:
  if (store->db)
    sqlite3_finalize(stmt);
  return rows; // ok
}
