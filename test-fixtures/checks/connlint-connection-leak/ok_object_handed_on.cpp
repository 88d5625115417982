// An object goes into a list that is not seen, with all that hangs on it.
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

Account *new_account(int Size);
void keep(Account *A);

void open_all(int Count) {
  for (int I = 0; I < Count; ++I) {
    Account *A = new_account(I);
    A->open(); // ok: the former one is in the list
    keep(A);
  }
}
