// A callback that takes nothing may throw as well.
#include <functional>
#include <sqlite3.h>
#include <stdexcept>
struct Failed : std::runtime_error {
  using std::runtime_error::runtime_error;
};
void inside(const std::function<void()> &Step) {
  sqlite3 *Db = nullptr;
  if (sqlite3_open("shop.db", &Db) != SQLITE_OK) {
    sqlite3_close(Db);
    throw Failed("open");
  }
  Step(); // want "'Db'" [connlint-leak-on-exception]
  sqlite3_close(Db);
}
