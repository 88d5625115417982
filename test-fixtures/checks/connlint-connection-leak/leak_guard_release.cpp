// A pointer whose deleter closes owns a connection, and nobody closes what it has given up.
#include <memory>
#include <sqlite3.h>

struct Closer {
  void operator()(sqlite3 *Db) const {
    sqlite3_close(Db);
  }
};

class Session {
public:
  explicit Session(sqlite3 *Handle) : Db(Handle) {}
  bool commit() {
    if (sqlite3_exec(Db.get(), "COMMIT", nullptr, nullptr, nullptr) != SQLITE_OK)
      return false;
    (void)Db.release(); // want "connection" [connlint-connection-leak]
    return true;
  }

private:
  std::unique_ptr<sqlite3, Closer> Db;
};

bool finish(sqlite3 &Db) {
  return Session(&Db).commit();
}
