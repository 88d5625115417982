// As in ok_broken_incomplete_member.cpp, but nothing closes the connection.
#include "not_there.h"
#include <sqlite3.h>

class Text;

class Store {
public:
  explicit Store(const char *File) {
    if (sqlite3_open(File, &Db) != SQLITE_OK) // want "nothing ever releases it" [connlint-connection-leak]
      Failed = true;
  }
  ~Store() { Failed = true; }

private:
  sqlite3 *Db = nullptr;
  bool Failed = false;
  Text Name;
};
