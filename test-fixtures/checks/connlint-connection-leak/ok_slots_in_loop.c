// Slots that are filled one by one, and emptied in a loop that asks for null, itself or in a helper.
#include <libpq-fe.h>
static void finish(PGconn **conn) {
  if (*conn) {
    PQfinish(*conn);
    *conn = 0;
  }
}
int compare(const char *left, const char *right) {
  PGconn *conns[2] = {0, 0};
  conns[0] = PQconnectdb(left);
  conns[1] = PQconnectdb(right);
  int good = PQstatus(conns[0]) == CONNECTION_OK && PQstatus(conns[1]) == CONNECTION_OK;
  for (int i = 0; i < 2; i++)
    finish(&conns[i]);
  return good; // ok: in the helper
}
int compare_results(PGconn *conn) {
  PGresult *results[2] = {PQexec(conn, "SELECT 1"), PQexec(conn, "SELECT 2")};
  int rows = PQntuples(results[0]) + PQntuples(results[1]);
  for (int i = 0; i < 2; i++)
    if (results[i])
      PQclear(results[i]);
  return rows; // ok: in the loop
}
