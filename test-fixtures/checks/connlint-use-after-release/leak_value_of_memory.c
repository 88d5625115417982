// A number is read out of the memory of a result that is gone.
#include <libpq-fe.h>

char method(PGconn *c) {
  const char *text = "";
  PGresult *r = PQexec(c, "x");
  if (PQresultStatus(r) == PGRES_TUPLES_OK)
    text = PQgetvalue(r, 0, 0);
  PQclear(r);
  return text[0]; // want "memory of result 'r' is used after the release" [connlint-use-after-release]
}
