// The pointer's value is visible: it never points to something that releases.
#include <app.h>
#include <libpq-fe.h>

static void log_it(PGconn *conn) { app_log(PQerrorMessage(conn)); }

int use(const char *dsn) {
  void (*done)(PGconn *) = log_it;
  PGconn *conn = PQconnectdb(dsn);
  int ok = PQstatus(conn) == CONNECTION_OK;
  done(conn);
  return ok; // want "'conn'" [connlint-connection-leak]
}
