// Nobody has asked for it: whoever looks at what comes back looks at what is gone.
#include <libpq-fe.h>

static PGresult *run(PGconn *conn, const char *text) {
  PGresult *res = conn ? PQexec(conn, text) : 0;
  PQclear(res);
  return res; // want "used after the release" [connlint-use-after-release]
}

int count(PGconn *conn) {
  PGresult *res = run(conn, "SELECT 1");
  return PQntuples(res);
}
