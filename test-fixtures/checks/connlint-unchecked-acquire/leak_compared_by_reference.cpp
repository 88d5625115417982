// The comparison looks at another code.
#include <sqlite3.h>

bool same(const int &Wanted, const int &Got);

int run(const char *File, int Other) {
  sqlite3 *Db = nullptr;
  sqlite3_open(File, &Db); // want "connection 'Db'" [connlint-unchecked-acquire]
  if (!same(0, Other)) {
    sqlite3_close(Db);
    return -1;
  }
  sqlite3_exec(Db, "VACUUM", nullptr, nullptr, nullptr);
  sqlite3_close(Db);
  return 0;
}
