// A null PGconn needs no release; a bad one does and gets it.
#include <libpq-fe.h>

int ping(const char *dsn) {
  PGconn *conn = PQconnectdb(dsn);
  if (conn == NULL)
    return -1; // ok: out of memory, there is no handle
  int up = PQstatus(conn) == CONNECTION_OK;
  PQfinish(conn);
  return up ? 0 : -1;
}

int ping_async(const char *dsn) {
  PGconn *conn = PQconnectStart(dsn);
  if (!conn || PQstatus(conn) == CONNECTION_BAD) {
    PQfinish(conn); // ok: ignores null
    return -1;
  }
  while (PQconnectPoll(conn) != PGRES_POLLING_OK)
    if (PQstatus(conn) == CONNECTION_BAD)
      break;
  PQfinish(conn);
  return 0;
}
