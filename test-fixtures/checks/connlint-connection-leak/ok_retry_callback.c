// A callback that fails to connect closes what it has; its registration is no call that cleans up.
#include "libpq-fe.h"

static int connected;
static PGconn *conn;

int register_sink(int (*sink)(const char *));

static int write_row(const char *sql) {
  if (!connected) {
    conn = PQconnectdb("dbname=shop");
    if (PQstatus(conn) == CONNECTION_BAD) {
      PQfinish(conn);
      conn = NULL;
      return -1;
    }
    connected = 1;
  }
  PQclear(PQexec(conn, sql));
  return 0;
}

int load(void) {
  conn = PQconnectdb("dbname=shop");
  connected = PQstatus(conn) != CONNECTION_BAD;
  return register_sink(write_row);
}
