// A member of a class that is only declared: the destructor is read all the same.
#include "not_there.h"
#include <sqlite3.h>

class Text;

class Store {
public:
  explicit Store(const char *File) {
    if (sqlite3_open(File, &Db) != SQLITE_OK)
      Failed = true;
  }
  ~Store() { sqlite3_close(Db); } // ok

private:
  sqlite3 *Db = nullptr;
  bool Failed = false;
  Text Name;
};
