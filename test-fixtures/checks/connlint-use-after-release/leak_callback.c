// The callback comes before the release, and the caller uses the handle behind it.
#include <app.h>
#include <sqlite3.h>

typedef struct query query;
struct query {
  sqlite3_stmt *stmt;
  int (*fetch)(query *q);
  int value;
};

static int run(query *q) {
  int done = sqlite3_step(q->stmt) == SQLITE_ROW && q->fetch(q);
  sqlite3_finalize(q->stmt);
  return done;
}

static int fetch_value(query *q) {
  q->value = sqlite3_column_int(q->stmt, 0);
  return 1;
}

int value(sqlite3 *db) {
  query q = {0, fetch_value, 0};
  if (sqlite3_prepare_v2(db, "SELECT 1", -1, &q.stmt, 0) != SQLITE_OK)
    return -1;
  if (!run(&q))
    return -1;
  return sqlite3_column_int(q.stmt, 0); // want "is used after the release" [connlint-use-after-release]
}
