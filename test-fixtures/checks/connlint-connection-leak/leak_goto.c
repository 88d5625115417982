// The jump lands behind the release.
#include <libpq-fe.h>

int archive(const char *dsn) {
  int rc = -1;
  PGresult *res = NULL;
  PGconn *conn = PQconnectdb(dsn);
  if (PQstatus(conn) != CONNECTION_OK)
    goto close;
  res = PQexec(conn, "CALL archive()");
  if (PQresultStatus(res) != PGRES_COMMAND_OK)
    goto out;
  rc = 0;
close:
  PQfinish(conn);
out:
  PQclear(res);
  return rc; // want "'conn'" [connlint-connection-leak]
}
