// The object with the connection goes on, and so does the transaction.
#include <sqlite3.h>

class Database {
public:
  explicit Database(const char *File);
  ~Database();
  sqlite3 *get() { return Db; }

private:
  sqlite3 *Db;
};

int run(Database &Other) {
  if (sqlite3_exec(Other.get(), "BEGIN", nullptr, nullptr, nullptr) != SQLITE_OK)
    return -1;
  if (sqlite3_exec(Other.get(), "DELETE FROM t", nullptr, nullptr, nullptr) != SQLITE_OK)
    return -1; // want "transaction" [connlint-transaction-not-finished]
  return sqlite3_exec(Other.get(), "COMMIT", nullptr, nullptr, nullptr);
}
