// The only owner of an object ends, and what is in it with it.
#include <memory>
#include <sqlite3.h>

struct Statement {
  explicit Statement(sqlite3 *Db) { sqlite3_prepare_v2(Db, "SELECT 1", -1, &Handle, nullptr); }
  ~Statement() { sqlite3_finalize(Handle); }
  sqlite3_stmt *Handle = nullptr;
};

int columns(sqlite3 *Db) {
  sqlite3_stmt *Handle = nullptr;
  {
    std::shared_ptr<Statement> Current = std::make_shared<Statement>(Db);
    Handle = Current->Handle;
  }
  return sqlite3_step(Handle); // want "statement 'Handle'" [connlint-use-after-release]
}
