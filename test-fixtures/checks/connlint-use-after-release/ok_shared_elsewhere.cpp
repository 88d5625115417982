// A shared owner from elsewhere ends: others may own the object, and what is in it.
#include <memory>
#include <sqlite3.h>

struct Statement {
  ~Statement() { sqlite3_finalize(Handle); }
  sqlite3_stmt *Handle = nullptr;
};

std::shared_ptr<Statement> current();

int columns() {
  sqlite3_stmt *Handle = nullptr;
  {
    std::shared_ptr<Statement> Current = current();
    Handle = Current->Handle;
  }
  return sqlite3_step(Handle); // ok: who gave it most likely has it, too
}
