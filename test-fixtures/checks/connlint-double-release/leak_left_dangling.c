// The helper has cleared what it left behind its out-parameter.
#include <libpq-fe.h>

static int query(PGconn *conn, const char *text, PGresult **result) {
  *result = PQexec(conn, text);
  if (PQresultStatus(*result) == PGRES_TUPLES_OK)
    return 0;
  PQclear(*result);
  return -1;
}

int rows(PGconn *conn) {
  PGresult *result;
  int rows = -1;
  if (query(conn, "SELECT 1", &result) == 0)
    rows = PQntuples(result);
  PQclear(result); // want "second time" [connlint-double-release]
  return rows;
}
