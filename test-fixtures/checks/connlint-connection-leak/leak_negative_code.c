// Only positive codes lead to the close, and these are negative.
#include <sqlite3.h>
int open_store(const char *file, sqlite3 **out) {
  sqlite3 *db = 0;
  int code = sqlite3_open(file, &db);
  if (code > 0) {
    code = -code;
    goto done;
  }
  *out = db;
done:
  if (code > 0)
    sqlite3_close(db);
  return code; // want "failed connection 'db' from sqlite3_open is not released" [connlint-connection-leak]
}
