// A closure that refers to the variable went into an object of a class that is not known.
#include <sqlite3.h>

int run(const char *File) {
  sqlite3 *Db = nullptr;
  const QScopeGuard Guard = qScopeGuard([&Db] {
    if (Db)
      sqlite3_close(Db);
  });
  if (sqlite3_open(File, &Db) != SQLITE_OK)
    return -1; // ok: the guard may well release
  return sqlite3_total_changes(Db);
}
