// The negative of a code that is not zero is not zero.
#include <sqlite3.h>
int open_store(const char *file, sqlite3 **out) {
  sqlite3 *db = 0;
  int code = sqlite3_open(file, &db);
  if (code) {
    code = -code;
    goto done;
  }
  *out = db;
done:
  if (code)
    sqlite3_close(db);
  return code; // ok: closed after every failure
}
