// Of an "if" whose only statement is lost, the compiler drops the condition, too.
#include "not_there.h"
#include <sqlite3.h>

Napi::Value fail(Napi::Env Env, const char *Text);

Napi::Value prepare(Napi::Env Env, sqlite3 *Db, const char *Text) {
  sqlite3_stmt *Statement;
  if (sqlite3_prepare_v2(Db, Text, -1, &Statement, nullptr) != SQLITE_OK)
    return fail(Env, "bad");
  sqlite3_step(Statement);
  return Napi::Boolean::New(Env, true); // miss: it is not known that there is a statement
}
