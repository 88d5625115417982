// A tuple is taken apart into variables.
#include <sqlite3.h>
#include <tuple>

static std::tuple<int, sqlite3 *> open(const char *File) {
  sqlite3 *Db = nullptr;
  int Code = sqlite3_open(File, &Db);
  if (Code != SQLITE_OK) {
    sqlite3_close(Db);
    Db = nullptr;
  }
  return std::make_tuple(Code, Db);
}

int vacuum(const char *File) {
  sqlite3 *Db;
  int Code;
  std::tie(Code, Db) = open(File);
  if (Code)
    return Code;
  Code = sqlite3_exec(Db, "VACUUM", nullptr, nullptr, nullptr);
  sqlite3_close(Db);
  return Code;
}
