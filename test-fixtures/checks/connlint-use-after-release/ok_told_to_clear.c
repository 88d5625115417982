// Who has said "clear it" knows that the result which comes back is gone.
#include <libpq-fe.h>

static PGresult *checked(PGresult *res, int clear) {
  if (PQresultStatus(res) != PGRES_TUPLES_OK) {
    PQclear(res);
    return 0;
  }
  if (clear)
    PQclear(res);
  return res; // ok: only for who keeps it
}

static PGresult *run(PGconn *conn, const char *text, int clear) {
  return checked(PQexec(conn, text), clear);
}

void drop(PGconn *conn) { run(conn, "DELETE FROM orders", 1); }

int count(PGconn *conn) {
  PGresult *res = run(conn, "SELECT 1", 0);
  int rows = 0;
  if (res) {
    rows = PQntuples(res);
    PQclear(res);
  }
  return rows;
}
