// The helper sets its out-parameter to null when it has cleared the result.
#include <libpq-fe.h>
#include <stddef.h>

static int query(PGconn *conn, const char *text, PGresult **result) {
  *result = PQexec(conn, text);
  if (PQresultStatus(*result) == PGRES_TUPLES_OK)
    return 0;
  PQclear(*result);
  *result = NULL;
  return -1;
}

int rows(PGconn *conn) {
  PGresult *result;
  int rows = -1;
  if (query(conn, "SELECT 1", &result) == 0)
    rows = PQntuples(result);
  PQclear(result);
  return rows;
}
