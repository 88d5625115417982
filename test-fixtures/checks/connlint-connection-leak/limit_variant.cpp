// What a std::variant holds is not followed.
#include <sqlite3.h>
#include <variant>

static std::variant<sqlite3 *, int> open(const char *File) {
  sqlite3 *Db = nullptr;
  if (int Code = sqlite3_open(File, &Db); Code != SQLITE_OK) {
    sqlite3_close(Db);
    return Code;
  }
  return Db;
}

int run(const char *File) {
  std::variant<sqlite3 *, int> Db = open(File);
  return Db.index() == 0; // miss: nobody closes
}
