// An adaptor takes what an out-parameter gets, and puts it into the owner when it dies.
#include <memory>
#include <sqlite3.h>

using Db = std::unique_ptr<sqlite3, decltype(&sqlite3_close)>;

class Out {
public:
  explicit Out(Db &Owner) : Owner(Owner) {}
  ~Out() {
    if (Raw)
      Owner.reset(Raw);
  }
  operator sqlite3 **() { return &Raw; }

private:
  Db &Owner;
  sqlite3 *Raw = nullptr;
};

int run(const char *File) {
  Db Conn(nullptr, &sqlite3_close);
  if (sqlite3_open(File, Out(Conn)) != SQLITE_OK)
    return -1; // ok: the owner has it
  return sqlite3_exec(Conn.get(), "PRAGMA journal_mode = WAL", nullptr, nullptr, nullptr);
}
