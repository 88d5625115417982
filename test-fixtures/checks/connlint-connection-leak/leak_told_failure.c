// As ok_told_failure.c, but nobody closes the connection that was told of.
#include "libpq-fe.h"

void app_make_error(PGconn *conn);
void log_failure(PGconn *conn, int level);
void fail_and_close(PGconn *conn, const char *error);
void keep(PGconn *conn);

int told(const char *where) {
  PGconn *conn = PQconnectdb(where);
  if (PQstatus(conn) != CONNECTION_OK) {
    app_make_error(conn);
    return -1; // want "connection 'conn' from PQconnectdb is not released" [connlint-connection-leak]
  }
  keep(conn);
  return 0;
}

int logged(const char *where) {
  PGconn *conn = PQconnectdb(where);
  if (PQstatus(conn) != CONNECTION_OK) {
    log_failure(conn, 3);
    return -1; // want "connection 'conn' from PQconnectdb is not released" [connlint-connection-leak]
  }
  keep(conn);
  return 0;
}

int ended(const char *where) {
  PGconn *conn = PQconnectdb(where);
  if (PQstatus(conn) != CONNECTION_OK) {
    fail_and_close(conn, "no connection");
    return -1; // ok: it closes, by its name
  }
  keep(conn);
  return 0;
}
