// Methods that commit and roll back ask first whether a transaction is open: where none is, the
// database has rolled back on its own.
#include <sqlite3.h>

class Journal {
public:
  explicit Journal(sqlite3 *Db) : Db(Db) {}
  bool begin();
  bool commit();
  bool abort();
  bool write(const char *Sql);
  void rewrite(const char *const *Sqls, int Count);

private:
  sqlite3 *Db;
};

bool Journal::begin() {
  if (!Db || sqlite3_get_autocommit(Db) == 0)
    return false;
  return sqlite3_exec(Db, "BEGIN", nullptr, nullptr, nullptr) == SQLITE_OK;
}

bool Journal::commit() {
  if (!Db || sqlite3_get_autocommit(Db) != 0)
    return false;
  return sqlite3_exec(Db, "COMMIT", nullptr, nullptr, nullptr) == SQLITE_OK;
}

bool Journal::abort() {
  if (!Db || sqlite3_get_autocommit(Db) != 0)
    return false;
  return sqlite3_exec(Db, "ROLLBACK", nullptr, nullptr, nullptr) == SQLITE_OK;
}

bool Journal::write(const char *Sql) {
  if (!begin())
    return false;
  if (sqlite3_exec(Db, Sql, nullptr, nullptr, nullptr) != SQLITE_OK) {
    abort();
    return false;
  }
  commit();
  return true;
}

void Journal::rewrite(const char *const *Sqls, int Count) {
  for (int I = 0; I < Count; ++I) {
    begin();
    sqlite3_exec(Db, Sqls[I], nullptr, nullptr, nullptr);
    commit();
  }
}
