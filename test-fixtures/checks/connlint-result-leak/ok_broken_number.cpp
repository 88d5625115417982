// The number of an unknown type is no function that hands out the handle in it.
#include <not_there.h>
#include <sqlite3.h>

void finalize(jnumber Number) {
  sqlite3_finalize(reinterpret_cast<sqlite3_stmt *>(static_cast<long>(Number)));
}

int step(jnumber Number) {
  auto *Statement = reinterpret_cast<sqlite3_stmt *>(static_cast<long>(Number));
  return sqlite3_step(Statement);
}
