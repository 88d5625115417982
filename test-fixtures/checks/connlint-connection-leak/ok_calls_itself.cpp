// A closure that calls itself through what it has captured: the analysis comes to an end.
#include <functional>
#include <sqlite3.h>
void bind(sqlite3_stmt *Statement, int Depth) {
  std::function<void(sqlite3_stmt *, int)> Next = [&Next](sqlite3_stmt *S, int N) {
    if (N > 0)
      Next(S, N - 1);
    sqlite3_bind_int(S, N + 1, N); // ok: borrowed
  };
  Next(Statement, Depth);
  sqlite3_reset(Statement);
}
