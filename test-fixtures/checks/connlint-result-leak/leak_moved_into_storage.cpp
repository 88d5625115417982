// What is only measured, and not moved, stays with whoever has taken it out of its guard.
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
  sqlite3_stmt *release() { return std::exchange(stmt, nullptr); }

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
  sqlite3_reset(guard.release()); // want "never released" [connlint-result-leak]
  return Good(std::move(guard));
}
