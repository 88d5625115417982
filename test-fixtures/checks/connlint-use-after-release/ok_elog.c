// Programs of PostgreSQL have an elog() that never returns from an error.
#include "libpq-fe.h"

#define WARNING (-1)
#define ERROR 1
void elog(int level, const char *format, ...);

int rows(PGconn *conn) {
  PGresult *r = PQexec(conn, "SELECT 1");
  if (PQresultStatus(r) != PGRES_TUPLES_OK) {
    PQclear(r); // the next call is the end
    elog(ERROR, "cannot read");
  }
  int n = PQntuples(r); // ok: the error has ended the path
  PQclear(r);
  return n;
}
