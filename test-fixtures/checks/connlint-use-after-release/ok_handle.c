// Used first, released last; a fresh handle in the same variable is another one.
#include <app.h>
#include <libpq-fe.h>

int early_error(const char *dsn) {
  PGconn *conn = PQconnectdb(dsn);
  if (PQstatus(conn) != CONNECTION_OK) {
    app_log(PQerrorMessage(conn));
    PQfinish(conn);
    return -1;
  }
  PQfinish(conn);
  return 0;
}

int again(const char *dsn) {
  PGconn *conn = PQconnectdb(dsn);
  PQfinish(conn);
  conn = PQconnectdb(dsn);
  int ok = PQstatus(conn) == CONNECTION_OK;
  PQfinish(conn);
  return ok;
}

int compared(const char *dsn, PGconn *main_conn) {
  PGconn *conn = PQconnectdb(dsn);
  PQfinish(conn);
  return conn == main_conn; // ok: the pointer is compared, not followed
}
