// What is to be done at the end lies on a stack: a function and what it is given.
#include <libpq-fe.h>

struct deed {
  void (*run)(void *);
  void *with;
};
struct scope {
  struct deed deeds[8];
  int count;
};

static void later(struct scope *scope, void (*run)(void *), void *with) {
  scope->deeds[scope->count].run = run;
  scope->deeds[scope->count++].with = with;
}

static int leave(struct scope *scope, int code) {
  while (scope->count > 0) {
    scope->count--;
    scope->deeds[scope->count].run(scope->deeds[scope->count].with);
  }
  return code;
}

int function(const char *dsn) {
  struct scope scope = {.count = 0};
  PGconn *conn = PQconnectdb(dsn);
  later(&scope, (void (*)(void *))PQfinish, conn);
  if (PQstatus(conn) != CONNECTION_OK)
    return leave(&scope, -1); // ok: it is on the stack
  return leave(&scope, PQsendQuery(conn, "SELECT 1"));
}
