// Asking whether a transaction is open does not end it; and each round begins another one.
#include <sqlite3.h>

class Journal {
public:
  explicit Journal(sqlite3 *Db) : Db(Db) {}
  bool begin();
  bool commit();
  bool isOpen();
  bool write(const char *Sql);
  void rewrite(const char *Sql);

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

bool Journal::isOpen() { return sqlite3_get_autocommit(Db) == 0; }

bool Journal::write(const char *Sql) {
  if (!begin())
    return false;
  if (sqlite3_exec(Db, Sql, nullptr, nullptr, nullptr) != SQLITE_OK) {
    isOpen();
    return false; // want "transaction" [connlint-transaction-not-finished]
  }
  commit();
  return true;
}

void Journal::rewrite(const char *Sql) {
  begin();
  sqlite3_exec(Db, Sql, nullptr, nullptr, nullptr);
  commit();
  begin();
  if (sqlite3_exec(Db, Sql, nullptr, nullptr, nullptr) != SQLITE_OK)
    return; // want "transaction" [connlint-transaction-not-finished]
  commit();
}
