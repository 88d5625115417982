// A function that is not seen binds values to the statement, and the caller has it.
#include <sqlite3.h>

void bind_all(sqlite3_stmt *Statement, const char *Text);

static sqlite3_stmt *prepared(sqlite3 *Db, const char *Text) {
  sqlite3_stmt *Statement = 0;
  if (sqlite3_prepare_v2(Db, Text, -1, &Statement, 0) != SQLITE_OK)
    return 0;
  bind_all(Statement, Text);
  return Statement;
}

int run(sqlite3 *Db) {
  sqlite3_stmt *Statement = prepared(Db, "SELECT 1");
  if (!Statement)
    return -1;
  return sqlite3_step(Statement) == SQLITE_ROW; // want "statement 'Statement'" [connlint-result-leak]
}
