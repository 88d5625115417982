// A call that the compiler dropped ends nothing.
#include "not_there.h"
#include <sqlite3.h>

void warn(Napi::Env Env, const char *Text);

bool prepare(Napi::Env Env, sqlite3 *Db, const char *Text) {
  sqlite3_stmt *Statement;
  const char *Tail;
  if (sqlite3_prepare_v2(Db, Text, -1, &Statement, &Tail) != SQLITE_OK)
    return false;
  if (*Tail) {
    sqlite3_finalize(Statement);
    Napi::Warning<char>::New(Env, "more than one statement");
  }
  sqlite3_finalize(Statement); // want "second time" [connlint-double-release]
  return true;
}
