// What is called "on_exit" only takes note of something, and comes back.
#include <libpq-fe.h>
#include "exits_not_there.h"

int rows(PGconn *conn) {
  PGresult *res = PQexec(conn, "SELECT 1");
  if (PQresultStatus(res) != PGRES_TUPLES_OK) {
    PQclear(res);
    on_exit(conn);
  }
  int count = PQntuples(res); // want "used after the release by PQntuples" [connlint-use-after-release]
  PQclear(res);               // want "second time" [connlint-double-release]
  return count;
}
