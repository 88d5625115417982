// The right side of && acquires; the failure of a later operand forgets it.
#include <app.h>
#include <sqlite3.h>
#include <stddef.h>

int check(const char *file, int wanted) {
  sqlite3 *db = NULL;
  if (wanted && sqlite3_open(file, &db) == SQLITE_OK && app_flag("deep")) {
    sqlite3_close(db);
    return 1;
  }
  return 0; // want "'db'" [connlint-connection-leak]
}
