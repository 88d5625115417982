// Helpers that return, judge or clear results.
#include <libpq-fe.h>

static int succeed(PGresult *res) {
  int ok = PQresultStatus(res) == PGRES_COMMAND_OK;
  PQclear(res);
  return ok;
}

static int expect(PGresult *res, ExecStatusType status) {
  if (PQresultStatus(res) == status)
    return 1;
  PQclear(res);
  return 0;
}

int run(PGconn *conn) { return succeed(PQexec(conn, "CALL tidy()")); }

int rows(PGconn *conn) {
  PGresult *res = PQexec(conn, "SELECT 1");
  if (!expect(res, PGRES_TUPLES_OK))
    return -1; // ok: cleared by the helper
  int n = PQntuples(res);
  PQclear(res);
  return n;
}
