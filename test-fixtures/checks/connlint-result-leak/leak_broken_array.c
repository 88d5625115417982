// Beside such an array, a statement of our own is lost.
#include "gone.h"
#include <sqlite3.h>

static const char *Texts[] = {"SELECT 1", "SELECT 2"};
sqlite3_stmt *Prepared[COUNT_OF(Texts)] = {};

int prepare(sqlite3 *Db, const char *Extra) {
  for (unsigned I = 0; I < COUNT_OF(Texts); I++)
    if (sqlite3_prepare_v2(Db, Texts[I], -1, &Prepared[I], NULL) != SQLITE_OK)
      return -1;
  sqlite3_stmt *Own = NULL;
  if (sqlite3_prepare_v2(Db, Extra, -1, &Own, NULL) != SQLITE_OK)
    return -1;
  if (sqlite3_step(Own) != SQLITE_DONE)
    return -1; // want "statement .Own." [connlint-result-leak]
  return sqlite3_finalize(Own);
}
