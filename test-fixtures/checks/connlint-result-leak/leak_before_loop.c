// Who leaves before the loop that clears the results has cleared none.
#include <libpq-fe.h>

int rows(PGconn *conn, int stop) {
  PGresult *results[4];
  int rows = 0;
  for (int i = 0; i < 4; ++i)
    results[i] = PQexec(conn, "SELECT 1");
  for (int i = 0; i < 4; ++i) {
    PGresult *result = results[i];
    rows += PQntuples(result);
  }
  if (stop)
    return -1; // want "is not released" [connlint-result-leak]
  for (int i = 0; i < 4; ++i)
    PQclear(results[i]);
  return rows;
}
