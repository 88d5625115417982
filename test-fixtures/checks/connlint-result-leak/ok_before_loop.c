// Who leaves comes through a loop that clears the results.
#include <libpq-fe.h>

int rows(PGconn *conn, int stop) {
  PGresult *results[4];
  int rows = 0;
  for (int i = 0; i < 4; ++i)
    results[i] = PQexec(conn, "SELECT 1");
  for (int i = 0; i < 4; ++i) {
    PGresult *result = results[i];
    rows += PQntuples(result);
    PQclear(result);
  }
  if (stop)
    return -1;
  return rows;
}

int first_bad(PGconn *conn) {
  PGresult *results[4] = {0};
  int bad = -1;
  for (int i = 0; i < 4; ++i) {
    results[i] = PQexec(conn, "SELECT 1");
    bad = i;
    if (PQresultStatus(results[i]) != PGRES_TUPLES_OK)
      goto clear;
  }
  bad = -1;
clear:
  for (int i = 0; i < 4; ++i)
    PQclear(results[i]);
  return bad;
}
