// The cleanup function only reports; it releases nothing.
#include <app.h>
#include <libpq-fe.h>

static void report(PGconn **conn) { app_log(PQerrorMessage(*conn)); }

int count(const char *dsn) {
  __attribute__((cleanup(report))) PGconn *conn = PQconnectdb(dsn);
  return PQstatus(conn) == CONNECTION_OK; // want "'conn'" [connlint-connection-leak]
}
