// A helper opens into a struct; its caller, who has the struct, closes, or forgets to.
#include <sqlite3.h>

struct Store {
  sqlite3 *Db;
};

static int open(Store &S) {
  int Code = sqlite3_open("store", &S.Db);
  if (Code) {
    sqlite3_close(S.Db);
    S.Db = nullptr;
  }
  return Code;
}

int vacuum() {
  Store S;
  if (open(S) != SQLITE_OK)
    return -1;
  int Code = sqlite3_exec(S.Db, "VACUUM", nullptr, nullptr, nullptr);
  sqlite3_close(S.Db);
  return Code;
}

int analyze() {
  Store S;
  if (open(S) != SQLITE_OK)
    return -1;
  sqlite3_exec(S.Db, "ANALYZE", nullptr, nullptr, nullptr);
  return 0; // want "'S.Db' .* is not released" [connlint-connection-leak]
}
