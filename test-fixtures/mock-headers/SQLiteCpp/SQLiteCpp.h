// What the fixtures use of SQLiteCpp, with the signatures of version 3.2.
#ifndef MOCK_SQLITECPP_SQLITECPP_H
#define MOCK_SQLITECPP_SQLITECPP_H

#include <memory>
#include <string>

struct sqlite3;

namespace SQLite {

class Database {
public:
  Database(const char *apFilename, const int aFlags = 1, const int aBusyTimeoutMs = 0,
           const char *apVfs = nullptr);
  Database(const Database &) = delete;
  Database(Database &&aDatabase) = default;
  Database &operator=(Database &&aDatabase) = default;
  ~Database() = default;
  int exec(const char *apQueries);
  sqlite3 *getHandle() const noexcept;

private:
  struct Deleter {
    void operator()(sqlite3 *apSQLite);
  };
  std::unique_ptr<sqlite3, Deleter> mSQLitePtr;
};

class Transaction {
public:
  explicit Transaction(Database &aDatabase);
  ~Transaction();
  void commit();
};

} // namespace SQLite

#endif
