// A variant has the connection, or the code of the error.
#include <sqlite3.h>
#include <string>
#include <utility>
#include <variant>

static std::variant<sqlite3 *, int> open(const char *File) {
  sqlite3 *Db = nullptr;
  if (int Code = sqlite3_open(File, &Db); Code != SQLITE_OK) {
    sqlite3_close(Db);
    return Code;
  }
  return Db;
}

int by_index(const char *File) {
  std::variant<sqlite3 *, int> Db = open(File);
  if (Db.index() == 1)
    return std::get<int>(Db);
  int Code = sqlite3_exec(std::get<0>(Db), "VACUUM", nullptr, nullptr, nullptr);
  sqlite3_close(std::get<0>(Db));
  return Code;
}

int by_pointer(const char *File) {
  auto Db = open(File);
  if (auto *Open = std::get_if<sqlite3 *>(&Db))
    return sqlite3_close(*Open);
  return std::get<int>(Db);
}

int by_type(const char *File) {
  auto Db = open(File);
  if (std::holds_alternative<int>(Db))
    return std::get<int>(Db);
  return sqlite3_close(std::get<sqlite3 *>(Db));
}

struct Visitor {
  int operator()(sqlite3 *Db) const;
  int operator()(int Code) const;
};

int by_visitor(const char *File) {
  auto Db = open(File);
  return std::visit(Visitor{}, Db);
}

std::variant<std::string, sqlite3 *> or_message(const char *File) {
  std::variant<std::string, sqlite3 *> Db;
  sqlite3 *Open = nullptr;
  if (sqlite3_open(File, &Open) == SQLITE_OK) {
    Db = Open;
    return Db;
  }
  Db = std::string(sqlite3_errmsg(Open));
  sqlite3_close(Open);
  return Db;
}
