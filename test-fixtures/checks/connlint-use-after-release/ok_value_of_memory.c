// A number that was read out of the memory of a result is a copy.
#include <libpq-fe.h>

char method(PGconn *c) {
  char kind = 0;
  PGresult *r = PQexec(c, "x");
  if (PQresultStatus(r) == PGRES_TUPLES_OK) {
    char *text = PQgetvalue(r, 0, 0);
    if (!text || *text == '\0')
      kind = 'n';
    kind = text[0];
  }
  PQclear(r);
  return kind; // ok: a copied character
}
