// "unlikely" of a header that is missing is what it is given.
#include "not_there.h"
#include <sqlite3.h>

int insert(sqlite3 *Db) {
  sqlite3_stmt *Statement = 0;
  int Code = sqlite3_prepare_v2(Db, "INSERT INTO t VALUES (1)", -1, &Statement, 0);
  if (unlikely(Code != SQLITE_OK))
    return 0; // ok: there is none
  Code = sqlite3_step(Statement);
  sqlite3_finalize(Statement);
  return likely(Code == SQLITE_DONE);
}
