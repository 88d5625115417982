// Macros of a header that is missing stand in the heads of functions: they say nothing here.
#include "gone.h"
#include <sqlite3.h>

static status_t CC_HINT(nonnull) load(const char *File) {
  sqlite3 *Db = NULL;
  if (sqlite3_open(File, &Db) != SQLITE_OK)
    return -1; // want "failed connection 'Db'" [connlint-connection-leak]
  sqlite3_close(Db);
  return 0;
}

MYAPI(int) store(const char *File) NOTHROW {
  sqlite3 *Db = NULL;
  if (sqlite3_open(File, &Db) != SQLITE_OK)
    return -1; // want "failed connection 'Db'" [connlint-connection-leak]
  sqlite3_close(Db);
  return load(File);
}

int WINAPI remove_all(const char *File) {
  sqlite3 *Db = NULL;
  if (sqlite3_open(File, &Db) != SQLITE_OK)
    return -1; // want "failed connection 'Db'" [connlint-connection-leak]
  sqlite3_close(Db);
  return 0;
}
