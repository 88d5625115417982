// An error path returns without PQclear.
#include <libpq-fe.h>
#include <stdlib.h>

int count(PGconn *conn) {
  PGresult *res = PQexec(conn, "SELECT count(*) FROM orders");
  if (PQresultStatus(res) != PGRES_TUPLES_OK)
    return -1; // want "'res'" [connlint-result-leak]
  int n = atoi(PQgetvalue(res, 0, 0));
  PQclear(res);
  return n;
}

int two_queries(PGconn *conn) {
  PGresult *res = PQexec(conn, "SELECT 1");
  res = PQexec(conn, "SELECT 2"); // want "'res'" [connlint-result-leak]
  int n = PQntuples(res);
  PQclear(res);
  return n;
}

void discarded(PGconn *conn) {
  PQexec(conn, "SET search_path TO app"); // want "PQexec" [connlint-result-leak]
}

int status_only(PGconn *conn) {
  return PQresultStatus(PQexec(conn, "CALL tidy()")) == PGRES_COMMAND_OK; // want "PQexec" [connlint-result-leak]
}
