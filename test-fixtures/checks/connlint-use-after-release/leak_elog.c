// As ok_elog.c, but a warning returns.
#include "libpq-fe.h"

#define WARNING (-1)
void elog(int level, const char *format, ...);

int rows(PGconn *conn) {
  PGresult *r = PQexec(conn, "SELECT 1");
  if (PQresultStatus(r) != PGRES_TUPLES_OK) {
    PQclear(r);
    elog(WARNING, "cannot read");
  }
  int n = PQntuples(r); // want "used after the release" [connlint-use-after-release]
  if (n > 0)
    PQclear(r); // want "second time" [connlint-double-release]
  return n; // want "not released" [connlint-result-leak]
}
