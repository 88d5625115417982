// The helper returns an open connection or null; callers treat it so, through two levels.
#include <libpq-fe.h>

static PGconn *open_main(const char *dsn) {
  PGconn *conn = PQconnectdb(dsn);
  if (PQstatus(conn) != CONNECTION_OK) {
    PQfinish(conn);
    return NULL;
  }
  return conn;
}

static PGconn *open_any(const char *dsn, const char *standby) {
  PGconn *conn = open_main(dsn);
  if (!conn)
    conn = open_main(standby);
  return conn;
}

int use(const char *dsn, const char *standby) {
  PGconn *conn = open_any(dsn, standby);
  if (conn == NULL)
    return -1;
  PQclear(PQexec(conn, "SELECT 1"));
  PQfinish(conn);
  return 0;
}
