// Any key, asked for where exceptions are planned for.
#include <map>
#include <new>
#include <sqlite3.h>
void store(sqlite3 *Db, const std::map<int, int> &Counts, int Id) {
  sqlite3_stmt *Statement = nullptr;
  if (sqlite3_prepare_v2(Db, "INSERT INTO t VALUES (?)", -1, &Statement, nullptr) != SQLITE_OK)
    return;
  try {
    sqlite3_bind_int(Statement, 1, Counts.at(Id)); // want "'Statement'" [connlint-leak-on-exception]
    sqlite3_step(Statement);
  } catch (const std::bad_alloc &) {
    throw;
  }
  sqlite3_finalize(Statement);
}
