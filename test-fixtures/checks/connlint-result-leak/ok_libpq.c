// Cleared once on every way, also when the query failed.
#include <libpq-fe.h>
#include <stdlib.h>

int count(PGconn *conn) {
  int n = -1;
  PGresult *res = PQexec(conn, "SELECT count(*) FROM orders");
  if (PQresultStatus(res) == PGRES_TUPLES_OK)
    n = atoi(PQgetvalue(res, 0, 0));
  PQclear(res);
  return n;
}

int two_queries(PGconn *conn) {
  PGresult *res = PQexec(conn, "SELECT 1");
  PQclear(res);
  res = PQexec(conn, "SELECT 2");
  int n = PQntuples(res);
  PQclear(res);
  return n;
}

void nested(PGconn *conn) { PQclear(PQexec(conn, "SET search_path TO app")); }

PGresult *for_the_caller(PGconn *conn) {
  PGresult *res = PQexecParams(conn, "SELECT 1", 0, NULL, NULL, NULL, NULL, 0);
  if (PQresultStatus(res) == PGRES_TUPLES_OK)
    return res;
  PQclear(res);
  return NULL;
}

int null_needs_nothing(PGconn *conn) {
  PGresult *res = PQexec(conn, "SELECT 1");
  if (!res)
    return -1; // ok: there is no result
  PQclear(res);
  return 0;
}
