// A path that ends the process is no leak: written, inferred, or depending on an argument.
#include <app.h>
#include <libpq-fe.h>
#include <stdlib.h>

static void give_up(const char *why) {
  app_log(why);
  exit(1);
}

static void fail(int status, const char *why) {
  app_log(why);
  if (status)
    exit(status);
}

int written(const char *dsn) {
  PGconn *conn = PQconnectdb(dsn);
  if (PQstatus(conn) != CONNECTION_OK)
    app_die("no database");
  PQfinish(conn);
  return 0;
}

int inferred(const char *dsn) {
  PGconn *conn = PQconnectdb(dsn);
  if (PQstatus(conn) != CONNECTION_OK)
    give_up("no database");
  PQfinish(conn);
  return 0;
}

int by_argument(const char *dsn) {
  PGconn *conn = PQconnectdb(dsn);
  if (PQstatus(conn) != CONNECTION_OK) {
    fail(2, "no database");
    return -1; // ok: fail(2) never comes back
  }
  PQfinish(conn);
  return 0;
}

void aborts(const char *dsn) {
  PGconn *conn = PQconnectdb(dsn);
  if (PQstatus(conn) != CONNECTION_OK)
    abort();
  PQfinish(conn);
}
