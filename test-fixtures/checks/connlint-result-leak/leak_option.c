// A number that this unit sets in between, or that a loop waits for, may be another one.
#include <sqlite3.h>

extern int Cached, Stopped;
int note(int Code);

void reconfigure(int Value) {
  Cached = Value;
}

void update(sqlite3 *Db, sqlite3_stmt *Kept, int Value) {
  sqlite3_stmt *Statement = Kept;
  if (!Cached && sqlite3_prepare_v2(Db, "UPDATE t SET a = 1", -1, &Statement, 0) != SQLITE_OK)
    return;
  note(sqlite3_step(Statement));
  reconfigure(Value);
  if (Cached)
    sqlite3_reset(Statement);
  else
    sqlite3_finalize(Statement);
} // want "statement 'Statement'" [connlint-result-leak]

void poll(sqlite3 *Db) {
  sqlite3_stmt *Statement = 0;
  if (Stopped)
    return;
  while (!Stopped) {
    if (!Statement && sqlite3_prepare_v2(Db, "SELECT 1", -1, &Statement, 0) != SQLITE_OK)
      return;
    note(sqlite3_step(Statement));
  }
} // want "statement 'Statement'" [connlint-result-leak]
