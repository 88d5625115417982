// The text stands in a constant: an array, a pointer, a table, a local static.
#include <sqlite3.h>

static const char begin_now[] = "BEGIN IMMEDIATE";
static const char *const begin_later = "BEGIN";
static const char *commit = "COMMIT";
static const struct {
  const char *name;
  const char *text;
} steps[] = {{"first", "BEGIN"}, {"last", "COMMIT"}};

static int step(sqlite3 *db, const char *text) { return sqlite3_exec(db, text, 0, 0, 0); }

int array(sqlite3 *db) {
  if (step(db, begin_now) != SQLITE_OK)
    return -1;
  if (step(db, "DELETE FROM t") != SQLITE_OK)
    return -1; // want "transaction" [connlint-transaction-not-finished]
  return step(db, commit);
}

int pointer(sqlite3 *db) {
  if (sqlite3_exec(db, begin_later, 0, 0, 0) != SQLITE_OK)
    return -1;
  if (sqlite3_exec(db, "DELETE FROM t", 0, 0, 0) != SQLITE_OK)
    return -1; // want "transaction" [connlint-transaction-not-finished]
  return sqlite3_exec(db, commit, 0, 0, 0);
}

int table(sqlite3 *db) {
  if (sqlite3_exec(db, steps[0].text, 0, 0, 0) != SQLITE_OK)
    return -1;
  if (sqlite3_exec(db, "DELETE FROM t", 0, 0, 0) != SQLITE_OK)
    return -1; // want "transaction" [connlint-transaction-not-finished]
  return sqlite3_exec(db, steps[1].text, 0, 0, 0);
}

int local(sqlite3 *db) {
  static const char begin[] = "BEGIN";
  if (sqlite3_exec(db, begin, 0, 0, 0) != SQLITE_OK)
    return -1;
  if (sqlite3_exec(db, "DELETE FROM t", 0, 0, 0) != SQLITE_OK)
    return -1; // want "transaction" [connlint-transaction-not-finished]
  return sqlite3_exec(db, commit, 0, 0, 0);
}
