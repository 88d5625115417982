// The hint tells that there is a statement, and it stays.
#include "not_there.h"
#include <sqlite3.h>

int insert(sqlite3 *Db) {
  sqlite3_stmt *Statement = 0;
  int Code = sqlite3_prepare_v2(Db, "INSERT INTO t VALUES (1)", -1, &Statement, 0);
  if (likely(Code == SQLITE_OK))
    return 0; // want "statement 'Statement'" [connlint-result-leak]
  Code = sqlite3_step(Statement);
  return Code == SQLITE_DONE;
}
