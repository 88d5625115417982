// A number that others set decides twice: nobody sets it in between.
#include <sqlite3.h>

extern _Thread_local int Cached;
int note(int Code);

void update(sqlite3 *Db, sqlite3_stmt *Kept) {
  sqlite3_stmt *Statement = Kept;
  if (!Cached && sqlite3_prepare_v2(Db, "UPDATE t SET a = 1", -1, &Statement, 0) != SQLITE_OK)
    return;
  note(sqlite3_step(Statement));
  if (Cached)
    sqlite3_reset(Statement); // ok: then it is not ours
  else
    sqlite3_finalize(Statement);
}
