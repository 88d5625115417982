// A helper that calls back with a handle which it releases afterwards, or resets.
#include <app.h>
#include <sqlite3.h>

typedef struct query query;
struct query {
  sqlite3_stmt *stmt;
  int (*fetch)(query *q);
  int value;
};

static int run(query *q) {
  if (sqlite3_step(q->stmt) != SQLITE_ROW || !q->fetch(q)) {
    sqlite3_finalize(q->stmt);
    return 0;
  }
  sqlite3_finalize(q->stmt);
  return 1;
}

static int fetch_value(query *q) {
  q->value = sqlite3_column_int(q->stmt, 0);
  return 1;
}

int value(sqlite3 *db) {
  query q = {0, fetch_value, 0};
  if (sqlite3_prepare_v2(db, "SELECT 1", -1, &q.stmt, 0) != SQLITE_OK)
    return -1;
  return run(&q) ? q.value : -1; // ok: fetched before the release
}
