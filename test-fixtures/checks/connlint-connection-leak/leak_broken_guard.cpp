// The closure in the unknown object refers to another variable.
#include <sqlite3.h>

int run(const char *File) {
  sqlite3 *Db = nullptr, *Other = nullptr;
  const QScopeGuard Guard = qScopeGuard([&Other] {
    if (Other)
      sqlite3_close(Other);
  });
  if (sqlite3_open(File, &Db) != SQLITE_OK)
    return -1; // want "connection 'Db'" [connlint-connection-leak]
  sqlite3_close(Db);
  return 0;
}
