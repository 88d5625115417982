// The text stands in a constant string object.
#include <sqlite3.h>
#include <string>

static const std::string Begin = "BEGIN";
static const std::string Commit{"COMMIT"};

static bool run(sqlite3 *Db, const std::string &Text) {
  return sqlite3_exec(Db, Text.c_str(), nullptr, nullptr, nullptr) == SQLITE_OK;
}

bool direct(sqlite3 *Db) {
  if (sqlite3_exec(Db, Begin.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK)
    return false;
  if (!run(Db, "DELETE FROM t"))
    return false; // want "transaction" [connlint-transaction-not-finished]
  return run(Db, Commit);
}

bool passed(sqlite3 *Db) {
  if (!run(Db, Begin))
    return false;
  if (!run(Db, "DELETE FROM t"))
    return false; // want "transaction" [connlint-transaction-not-finished]
  return run(Db, Commit);
}
