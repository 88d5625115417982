// The adaptor puts what it got nowhere when the owner has something already.
#include <memory>
#include <sqlite3.h>

using Db = std::unique_ptr<sqlite3, decltype(&sqlite3_close)>;

class Out {
public:
  explicit Out(Db &Owner) : Owner(Owner) {}
  ~Out() {
    if (Raw && Owner)
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
    return -1; // want "connection" [connlint-connection-leak]
  return sqlite3_exec(Conn.get(), "PRAGMA journal_mode = WAL", nullptr, nullptr, nullptr);
}
