// The function itself has marked the context as persistent, so that closing releases nothing.
#include <sqlite3.h>
#include <stdlib.h>

#define PERSISTENT 1u

struct context {
  unsigned flags;
  sqlite3_stmt *stmt;
};

static void context_close(struct context *c) {
  if (c->flags & PERSISTENT) {
    sqlite3_reset(c->stmt);
    return;
  }
  sqlite3_finalize(c->stmt);
  free(c);
}

struct context *context_open(sqlite3 *db, const char *sql) {
  struct context *c = calloc(1, sizeof(*c));
  if (!c)
    return 0;
  c->flags = PERSISTENT;
  if (sqlite3_prepare_v2(db, sql, -1, &c->stmt, 0) != SQLITE_OK) {
    free(c);
    return 0;
  }
  if (sqlite3_step(c->stmt) != SQLITE_ROW) {
    context_close(c);
    return 0; // want "'stmt'" [connlint-result-leak]
  }
  return c;
}
