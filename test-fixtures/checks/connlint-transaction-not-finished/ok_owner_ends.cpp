// The object with the connection ends here, by a destructor that is not seen.
#include <sqlite3.h>

class Database {
public:
  explicit Database(const char *File);
  ~Database();
  sqlite3 *get() { return Db; }

private:
  sqlite3 *Db;
};

int run(const char *File) {
  Database Own(File);
  if (sqlite3_exec(Own.get(), "BEGIN", nullptr, nullptr, nullptr) != SQLITE_OK)
    return -1;
  if (sqlite3_exec(Own.get(), "DELETE FROM t", nullptr, nullptr, nullptr) != SQLITE_OK)
    return -1; // ok: closing it rolls back
  return sqlite3_exec(Own.get(), "COMMIT", nullptr, nullptr, nullptr);
}
