// A local variable of an unknown type is no global: no call changes the code in it.
#include "not_there.h"
#include <sqlite3.h>

int search(sqlite3 *db, text_t *given) {
  sqlite3_stmt *st = NULL;
  number_t rc;
  rc = sqlite3_prepare_v2(db, "SELECT 1", -1, &st, NULL);
  text_free(given);
  if (rc != SQLITE_OK) {
    tell("cannot prepare");
    return -1;
  }
  while ((rc = sqlite3_step(st)) == SQLITE_BUSY)
    ;
  sqlite3_finalize(st);
  return 0;
}
