// As ok_retry_callback.c, but what fails stays where the next call overwrites it.
#include "libpq-fe.h"

static int connected;
static PGconn *conn;

int register_sink(int (*sink)(const char *));

static int write_row(const char *sql) {
  if (!connected) {
    conn = PQconnectdb("dbname=shop"); // want "failed connection 'conn' from PQconnectdb is not released after the failure, and the next call of write_row overwrites it" [connlint-connection-leak]
    if (PQstatus(conn) == CONNECTION_BAD)
      return -1;
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
