// Nobody has put it on the stack of what is to be done at the end.
#include <libpq-fe.h>

struct deed {
  void (*run)(void *);
  void *with;
};
struct scope {
  struct deed deeds[8];
  int count;
};

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
  if (PQstatus(conn) != CONNECTION_OK)
    return leave(&scope, -1); // want "failed connection .conn." [connlint-connection-leak]
  return leave(&scope, PQsendQuery(conn, "SELECT 1"));
}
