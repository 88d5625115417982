// A guard that is built anew in the bare storage of another object has moved there.
#include <new>
#include <sqlite3.h>
#include <utility>

class Guard {
public:
  Guard() = default;
  Guard(Guard &&other) noexcept : stmt(std::exchange(other.stmt, nullptr)) {}
  ~Guard() {
    if (stmt)
      sqlite3_finalize(stmt);
  }
  sqlite3_stmt **out() { return &stmt; }

private:
  sqlite3_stmt *stmt = nullptr;
};

struct Good {
  explicit Good(Guard &&guard) : value(std::move(guard)) {}
  Guard value;
};

class Result {
public:
  Result() : filled(false) {}
  Result(Good good) : filled(true) { new (&storage) Guard(std::move(good.value)); }
  ~Result() {
    if (filled)
      reinterpret_cast<Guard *>(&storage)->~Guard();
  }

private:
  alignas(Guard) char storage[sizeof(Guard)];
  bool filled;
};

Result prepare(sqlite3 *db, const char *sql) {
  Guard guard;
  if (sqlite3_prepare_v2(db, sql, -1, guard.out(), nullptr) != SQLITE_OK)
    return Result();
  return Good(std::move(guard)); // ok: it is in the storage
}

void once(sqlite3 *db, const char *sql) {
  Guard guard;
  sqlite3_prepare_v2(db, sql, -1, guard.out(), nullptr);
}
