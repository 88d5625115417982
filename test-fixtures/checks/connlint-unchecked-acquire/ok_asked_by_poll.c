// Who drives an asynchronous connect asks how far it is.
#include <libpq-fe.h>
static PGconn *connect_now(const char *dsn) {
  PGconn *conn = PQconnectStart(dsn);
  PostgresPollingStatusType step = PGRES_POLLING_WRITING;
  while (conn && step != PGRES_POLLING_OK && step != PGRES_POLLING_FAILED)
    step = PQconnectPoll(conn);
  if (step != PGRES_POLLING_OK) {
    PQfinish(conn);
    conn = 0;
  }
  return conn;
}
int ping(const char *dsn) {
  PGconn *conn = connect_now(dsn);
  if (!conn)
    return -1;
  PQclear(PQexec(conn, "SELECT 1")); // ok: connect_now has asked
  PQfinish(conn);
  return 0;
}
