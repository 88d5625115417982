// A helper of this file runs the query; its result is the caller's.
#include <libpq-fe.h>

static PGresult *query(PGconn *conn, const char *sql) {
  PGresult *res = PQexec(conn, sql);
  if (PQresultStatus(res) != PGRES_TUPLES_OK) {
    PQclear(res);
    return NULL;
  }
  return res;
}

int rows(PGconn *conn, int verbose) {
  PGresult *res = query(conn, "SELECT 1");
  if (!res)
    return -1;
  int n = PQntuples(res);
  if (verbose)
    return n; // want "'res'" [connlint-result-leak]
  PQclear(res);
  return n;
}
