// A second connection is opened into the same object.
#include <sqlite3.h>

class Conn {
public:
  ~Conn() { sqlite3_close(Db); }
  bool open() { return sqlite3_open(":memory:", &Db) == SQLITE_OK; }

private:
  sqlite3 *Db = nullptr;
};

struct Account {
  Conn *Own;
  bool open() { return Own->open(); }
};

void keep(const Account *A);

void open_twice(Account *A) {
  A->open();
  A->open(); // want "overwritten" [connlint-connection-leak]
  keep(A);
}
