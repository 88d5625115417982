// PQgetResult hands out results until null; a way out of the loop keeps one.
#include <libpq-fe.h>

int drain(PGconn *conn) {
  PGresult *res;
  while ((res = PQgetResult(conn)) != NULL) {
    if (PQresultStatus(res) == PGRES_FATAL_ERROR)
      return -1; // want "'res'" [connlint-result-leak]
    PQclear(res);
  }
  return 0;
}

int drain_forgets(PGconn *conn) {
  int n = 0;
  PGresult *res;
  while ((res = PQgetResult(conn)) != NULL) // want "'res'" [connlint-result-leak]
    n += PQntuples(res);
  return n;
}
