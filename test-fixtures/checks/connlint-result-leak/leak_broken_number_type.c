// Twin of ok_broken_number_type.c: the code is that of another call.
#include "not_there.h"
#include <sqlite3.h>

int search(sqlite3 *db, text_t *given) {
  sqlite3_stmt *st = NULL;
  number_t rc;
  rc = sqlite3_prepare_v2(db, "SELECT 1", -1, &st, NULL); // want "'st'" [connlint-unchecked-acquire]
  rc = text_free(given);
  if (rc != SQLITE_OK) {
    tell("cannot prepare");
    return -1; // want "'st'" [connlint-result-leak]
  }
  while ((rc = sqlite3_step(st)) == SQLITE_BUSY)
    ;
  sqlite3_finalize(st);
  return 0;
}
