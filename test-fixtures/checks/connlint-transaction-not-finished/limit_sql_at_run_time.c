// SQL text that is put together at run time is not known.
#include <libpq-fe.h>
#include <stdio.h>

int run(PGconn *conn, const char *mode) {
  char sql[64];
  snprintf(sql, sizeof sql, "BEGIN %s", mode);
  PQclear(PQexec(conn, sql));
  return 0; // miss: the transaction stays open
}
