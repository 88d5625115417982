// A function that cleans up because of the exceptions that it expects from those around it.
#include <sqlite3.h>

struct Text {
  Text();
  Text &append(char C);
};

void twice(Text &S) {
  int *Data = new int[8];
  try {
    S.append('d');
  } catch (...) {
    delete[] Data;
    throw;
  }
  delete[] Data;
}

int run(sqlite3 *Db, Text &S) {
  sqlite3_stmt *Stmt;
  if (sqlite3_prepare_v2(Db, "x", -1, &Stmt, nullptr) != SQLITE_OK)
    return 0;
  S.append('c'); // want "'Stmt' .* when Text::append throws" [connlint-leak-on-exception]
  sqlite3_finalize(Stmt);
  return 1;
}
