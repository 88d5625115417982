// An element that a loop has come to is there; who looks for no exception has made sure of others.
#include <map>
#include <sqlite3.h>
#include <string>
#include <vector>
void store(sqlite3 *Db, const std::vector<int> &Ids, const std::map<int, int> &Counts) {
  sqlite3_stmt *Statement = nullptr;
  if (sqlite3_prepare_v2(Db, "INSERT INTO t VALUES (?, ?)", -1, &Statement, nullptr) != SQLITE_OK)
    return;
  try {
    for (size_t I = 0; I < Ids.size(); ++I) {
      sqlite3_bind_int(Statement, 1, Ids.at(I)); // ok: I is below size()
      sqlite3_step(Statement);
    }
    for (const auto &[Id, Count] : Counts) {
      sqlite3_bind_int(Statement, 1, Counts.at(Id)); // ok: a key of the map
      sqlite3_step(Statement);
    }
  } catch (...) {
    throw;
  }
  sqlite3_finalize(Statement);
}
