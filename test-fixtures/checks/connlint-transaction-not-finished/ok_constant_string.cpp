// The text stands in a constant string object.
#include <sqlite3.h>
#include <string>

static const std::string Begin = "BEGIN";
static const std::string Rollback{"ROLLBACK"};

static bool run(sqlite3 *Db, const std::string &Text) {
  return sqlite3_exec(Db, Text.c_str(), nullptr, nullptr, nullptr) == SQLITE_OK;
}

bool passed(sqlite3 *Db) {
  if (!run(Db, Begin))
    return false;
  if (!run(Db, "DELETE FROM t")) {
    run(Db, Rollback);
    return false;
  }
  return run(Db, "COMMIT");
}
