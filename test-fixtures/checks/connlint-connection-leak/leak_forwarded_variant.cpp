// A class of our own around a variant, and nobody closes what is in it.
#include <sqlite3.h>
#include <string>
#include <utility>
#include <variant>

struct Status {
  std::string Text;
};

template <typename T> class Result {
public:
  Result(Status Why) : Value(std::move(Why)) {}
  template <typename U> Result(U &&Given) : Value(std::forward<U>(Given)) {}
  bool isOk() const { return !std::holds_alternative<Status>(Value); }
  T &get() { return std::get<T>(Value); }

private:
  std::variant<Status, T> Value;
};

static Result<sqlite3 *> open(const char *File) {
  sqlite3 *Db = nullptr;
  if (sqlite3_open(File, &Db) != SQLITE_OK) {
    Status Failed;
    Failed.Text = sqlite3_errmsg(Db);
    sqlite3_close(Db);
    return Failed;
  }
  return Db;
}

int vacuum(const char *File) {
  Result<sqlite3 *> Db = open(File);
  if (!Db.isOk())
    return SQLITE_ERROR;
  int Code = sqlite3_exec(Db.get(), "VACUUM", nullptr, nullptr, nullptr);
  return Code; // want "from open" [connlint-connection-leak]
}
