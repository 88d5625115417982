// A function that hands out what is released elsewhere hands out handles.
#include <not_there.h>
#include <sqlite3.h>

sqlite3_stmt *prepared(jnumber Which);

void finalize(jnumber Which) { sqlite3_finalize(prepared(Which)); }

int step(jnumber Which) {
  auto *Statement = prepared(Which);
  return sqlite3_step(Statement); // want "handed out by prepared|from prepared" [connlint-result-leak]
}
