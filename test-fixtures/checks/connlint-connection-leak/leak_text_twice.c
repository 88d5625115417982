// The same question about the same text is asked twice, and the text may have changed.
#include <libpq-fe.h>
#include <string.h>

void normalize(char *kind);

int dump(char *kind, const char *dsn) {
  PGconn *conn = NULL;
  int ok = 0;
  if (strcmp(kind, "pg") == 0) {
    conn = PQconnectdb(dsn);
    ok = PQstatus(conn) == CONNECTION_OK;
  }
  normalize(kind);
  if (!strcmp(kind, "pg"))
    PQfinish(conn);
  return ok; // want "'conn' .* is not released" [connlint-connection-leak]
}
