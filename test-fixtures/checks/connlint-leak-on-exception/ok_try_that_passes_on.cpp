// An inline function that only cleans up and passes an exception on, as templates of libraries
// do, does not say that the functions of its file throw.
#include <sqlite3.h>

struct Text {
  Text();
  Text &append(char C);
};

struct Vector {
  void grow() {
    int *Data = new int[8];
    try {
      fill(Data);
    } catch (...) {
      delete[] Data;
      throw;
    }
    delete[] Data;
  }
  void fill(int *Data) { Data[0] = 0; }
};

template <class T> void twice(T &S) {
  int *Data = new int[8];
  try {
    S.grow();
  } catch (...) {
    delete[] Data;
    throw;
  }
  delete[] Data;
}

void grow(Vector &V) { twice(V); }

int run(sqlite3 *Db, Text &S) {
  sqlite3_stmt *Stmt;
  if (sqlite3_prepare_v2(Db, "x", -1, &Stmt, nullptr) != SQLITE_OK)
    return 0;
  S.append('c'); // ok: nothing says that it throws
  sqlite3_finalize(Stmt);
  return 1;
}
