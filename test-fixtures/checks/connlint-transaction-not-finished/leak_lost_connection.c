// The connection is still there, and so is its transaction.
#include <libpq-fe.h>

int begins(PGconn *conn, int rows) {
  PGresult *result = PQexec(conn, "BEGIN");
  ExecStatusType status = PQresultStatus(result);
  PQclear(result);
  if (status != PGRES_COMMAND_OK)
    return -1;
  if (PQstatus(conn) != CONNECTION_OK)
    return -1;
  if (rows < 0)
    return -2; // want "transaction" [connlint-transaction-not-finished]
  PQclear(PQexec(conn, "COMMIT"));
  return 0;
}
