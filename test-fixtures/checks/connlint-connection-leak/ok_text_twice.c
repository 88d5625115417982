// The same question about the same text is asked twice.
#include <libpq-fe.h>
#include <string.h>

void trace(const char *format, ...);

int dump(const char *kind, const char *dsn) {
  PGconn *conn = NULL;
  int ok = 0;
  if (strcmp(kind, "pg") == 0) {
    conn = PQconnectdb(dsn);
    ok = PQstatus(conn) == CONNECTION_OK;
  }
  trace("%s %d", kind, ok);
  if (!strcmp(kind, "pg"))
    PQfinish(conn);
  return ok;
}
