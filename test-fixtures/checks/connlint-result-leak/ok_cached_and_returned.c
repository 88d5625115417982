// A table that is not seen gets the statement, and the caller borrows it.
#include <sqlite3.h>

void *table_lookup(void *Table, const char *Key);
void table_insert(void *Table, const char *Key, void *Value);

static sqlite3_stmt *prepared(sqlite3 *Db, void *Table, const char *Text) {
  sqlite3_stmt *Statement = table_lookup(Table, Text);
  if (Statement) {
    sqlite3_reset(Statement);
    return Statement;
  }
  if (sqlite3_prepare_v2(Db, Text, -1, &Statement, 0) != SQLITE_OK)
    return 0;
  table_insert(Table, Text, Statement);
  return Statement;
}

int run(sqlite3 *Db, void *Table) {
  sqlite3_stmt *Statement = prepared(Db, Table, "SELECT 1");
  if (!Statement)
    return -1;
  return sqlite3_step(Statement) == SQLITE_ROW; // ok: the table has it
}
