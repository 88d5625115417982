// The out-parameter is set exactly when the code says success.
#include <libpq-fe.h>
#include <stdbool.h>

static bool open_out(const char *dsn, PGconn **out) {
  *out = PQconnectdb(dsn);
  if (PQstatus(*out) == CONNECTION_OK)
    return true;
  PQfinish(*out);
  *out = NULL;
  return false;
}

int use(const char *dsn) {
  PGconn *conn;
  if (!open_out(dsn, &conn))
    return -1;
  PQclear(PQexec(conn, "SELECT 1"));
  PQfinish(conn);
  return 0;
}

int use_code(const char *dsn) {
  PGconn *conn = NULL;
  bool ok = open_out(dsn, &conn);
  if (ok)
    PQclear(PQexec(conn, "SELECT 1"));
  PQfinish(conn); // ok: null after a failure
  return ok;
}
