// The text stands in a constant: an array, a pointer, a table, a local static.
#include <sqlite3.h>

static const char begin_now[] = "BEGIN IMMEDIATE";
static const char *rollback = "ROLLBACK";
static const struct {
  const char *name;
  const char *text;
} steps[] = {{"first", "BEGIN"}, {"last", "COMMIT"}};

static int step(sqlite3 *db, const char *text) { return sqlite3_exec(db, text, 0, 0, 0); }

int array(sqlite3 *db) {
  if (step(db, begin_now) != SQLITE_OK)
    return -1;
  if (step(db, "DELETE FROM t") != SQLITE_OK) {
    step(db, rollback);
    return -1;
  }
  return step(db, steps[1].text);
}

int local(sqlite3 *db) {
  static const char commit[] = "COMMIT";
  if (sqlite3_exec(db, steps[0].text, 0, 0, 0) != SQLITE_OK)
    return -1;
  if (sqlite3_exec(db, "DELETE FROM t", 0, 0, 0) != SQLITE_OK) {
    sqlite3_exec(db, rollback, 0, 0, 0);
    return -1;
  }
  return sqlite3_exec(db, commit, 0, 0, 0);
}
