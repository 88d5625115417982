// A server that has dropped the connection has rolled back what was open on it.
#include <libpq-fe.h>

int begins(PGconn *conn) {
  PGresult *result = PQexec(conn, "BEGIN");
  ExecStatusType status = PQresultStatus(result);
  PQclear(result);
  if (status != PGRES_COMMAND_OK)
    return -1;
  if (PQstatus(conn) != CONNECTION_OK)
    return -1;
  PQclear(PQexec(conn, "COMMIT"));
  return 0;
}
