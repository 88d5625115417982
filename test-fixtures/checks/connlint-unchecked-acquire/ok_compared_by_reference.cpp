// A comparison takes the code by reference.
#include <sqlite3.h>

bool same(const int &Wanted, const int &Got);

int run(const char *File) {
  sqlite3 *Db = nullptr;
  int Code = sqlite3_open(File, &Db);
  if (!same(0, Code)) {
    sqlite3_close(Db);
    return -1;
  }
  sqlite3_exec(Db, "VACUUM", nullptr, nullptr, nullptr); // ok: the code was looked at
  sqlite3_close(Db);
  return 0;
}
