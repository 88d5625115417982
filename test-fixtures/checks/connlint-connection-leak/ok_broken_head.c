// The same heads, over functions that close what failed to open.
#include "gone.h"
#include <sqlite3.h>

static status_t CC_HINT(nonnull) load(const char *File) {
  sqlite3 *Db = NULL;
  if (sqlite3_open(File, &Db) != SQLITE_OK) {
    sqlite3_close(Db);
    return -1;
  }
  sqlite3_close(Db);
  return 0;
}

MYAPI(int) store(const char *File) NOTHROW {
  sqlite3 *Db = NULL;
  if (sqlite3_open(File, &Db) != SQLITE_OK) {
    sqlite3_close(Db);
    return -1;
  }
  sqlite3_close(Db);
  return load(File);
}

int WINAPI remove_all(const char *File) {
  sqlite3 *Db = NULL;
  if (sqlite3_open(File, &Db) != SQLITE_OK) {
    sqlite3_close(Db);
    return -1;
  }
  sqlite3_close(Db);
  return 0;
}
