// A pointer whose deleter only rolls back owns no connection, and gives none up.
#include <memory>
#include <sqlite3.h>

struct Rollback {
  void operator()(sqlite3 *Db) const {
    sqlite3_exec(Db, "ROLLBACK", nullptr, nullptr, nullptr);
  }
};

class Transaction {
public:
  explicit Transaction(sqlite3 &Handle) : Db(&Handle) {}
  bool commit() {
    if (sqlite3_exec(Db.get(), "COMMIT", nullptr, nullptr, nullptr) != SQLITE_OK)
      return false;
    (void)Db.release(); // ok: nothing is left to roll back
    return true;
  }

private:
  std::unique_ptr<sqlite3, Rollback> Db;
};

bool finish(sqlite3 &Db) {
  return Transaction(Db).commit();
}
