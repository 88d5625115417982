// A return that the compiler dropped, because it does not know the type, still ends the path.
#include "not_there.h"
#include <sqlite3.h>

Napi::Value fail(Napi::Env Env, const char *Text);

Napi::Value prepare(Napi::Env Env, sqlite3 *Db, const char *Text) {
  sqlite3_stmt *Statement;
  const char *Tail;
  if (sqlite3_prepare_v2(Db, Text, -1, &Statement, &Tail) != SQLITE_OK) {
    return fail(Env, "bad");
  }
  if (*Tail) {
    sqlite3_finalize(Statement);
    return fail(Env, "more than one statement");
  }
  bool HasRows = sqlite3_column_count(Statement) > 0; // ok: not behind the first release
  sqlite3_finalize(Statement);
  return Napi::Boolean::New(Env, HasRows);
}
