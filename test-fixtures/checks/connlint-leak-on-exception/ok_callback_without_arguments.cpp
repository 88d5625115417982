// An owner closes when the callback throws.
#include <functional>
#include <memory>
#include <sqlite3.h>
#include <stdexcept>
struct Failed : std::runtime_error {
  using std::runtime_error::runtime_error;
};
struct Close {
  void operator()(sqlite3 *Db) const noexcept { sqlite3_close(Db); }
};
void inside(const std::function<void()> &Step) {
  sqlite3 *Raw = nullptr;
  int Code = sqlite3_open("shop.db", &Raw);
  std::unique_ptr<sqlite3, Close> Db(Raw);
  if (Code != SQLITE_OK)
    throw Failed("open");
  Step(); // ok: closed on the way
}
