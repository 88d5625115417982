// What a function of another file does with a handle is not known: it may keep it.
#include <libpq-fe.h>

void note(PGconn *conn);

int run(const char *dsn) {
  PGconn *conn = PQconnectdb(dsn);
  note(conn);
  return 0; // miss: note only looks at it
}
