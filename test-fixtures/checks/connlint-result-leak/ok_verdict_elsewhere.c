// A function of another file judges the code; where it says no there is no statement.
#include <sqlite3.h>
int failed(int code);
int answer(sqlite3 *db) {
  sqlite3_stmt *statement;
  if (failed(sqlite3_prepare_v2(db, "SELECT 42", -1, &statement, 0)))
    return -1; // ok: most likely there is none
  int number = sqlite3_step(statement) == SQLITE_ROW ? sqlite3_column_int(statement, 0) : -1;
  sqlite3_finalize(statement);
  return number;
}
