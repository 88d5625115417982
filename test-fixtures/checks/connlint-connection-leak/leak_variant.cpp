// A variant has the connection, or the code of the error.
#include <sqlite3.h>
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
  if (Code != SQLITE_OK)
    return Code; // want "is not released" [connlint-connection-leak]
  sqlite3_close(std::get<0>(Db));
  return 0;
}

int by_pointer(const char *File) {
  auto Db = open(File);
  auto *Open = std::get_if<sqlite3 *>(&Db);
  if (!Open)
    return -1;
  int Code = sqlite3_exec(*Open, "VACUUM", nullptr, nullptr, nullptr);
  if (Code != SQLITE_OK)
    return Code; // want "is not released" [connlint-connection-leak]
  sqlite3_close(*Open);
  return 0;
}

template <class T> class Expected {
public:
  Expected(T Value) : Held(std::in_place_index<0>, Value) {}
  Expected(int Code) : Held(std::in_place_index<1>, Code) {}
  explicit operator bool() const { return Held.index() == 0; }
  T &operator*() { return std::get<0>(Held); }

private:
  std::variant<T, int> Held;
};

static Expected<sqlite3 *> expect(const char *File) {
  sqlite3 *Db = nullptr;
  if (int Code = sqlite3_open(File, &Db); Code != SQLITE_OK) {
    sqlite3_close(Db);
    return Code;
  }
  return Db;
}

int by_class(const char *File) {
  Expected<sqlite3 *> Db = expect(File);
  if (!Db)
    return -1;
  int Code = sqlite3_exec(*Db, "VACUUM", nullptr, nullptr, nullptr);
  if (Code != SQLITE_OK)
    return Code; // want "is not released" [connlint-connection-leak]
  sqlite3_close(*Db);
  return 0;
}
