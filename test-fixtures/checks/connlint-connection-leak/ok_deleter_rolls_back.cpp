// The deleter of an owner rolls back, and writes a log: it owns no connection that "release" could lose.
#include <memory>
#include <sqlite3.h>

struct Log {
  Log();
  ~Log();
};
Log &operator<<(Log &&log, const char *text);
Log &operator<<(Log &log, const char *text);

struct Rollback {
  void operator()(sqlite3 *db) const;
};

class Transaction {
public:
  void commit();

private:
  std::unique_ptr<sqlite3, Rollback> db_;
};

void Rollback::operator()(sqlite3 *db) const {
  if (sqlite3_get_autocommit(db) != 0)
    return;
  if (sqlite3_exec(db, "ROLLBACK", nullptr, nullptr, nullptr) != SQLITE_OK)
    Log() << "cannot roll back: " << sqlite3_errmsg(db);
}

void Transaction::commit() {
  if (sqlite3_exec(db_.get(), "COMMIT", nullptr, nullptr, nullptr) == SQLITE_OK)
    (void)db_.release();
}
