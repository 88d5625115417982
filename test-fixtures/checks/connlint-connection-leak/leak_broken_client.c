// The client's header is missing: what nobody declares may be a type, in a product that is none.
#include <nowhere/client.h>

int load(const char *dsn, int quick) {
  PGconn *conn = PQconnectdb(dsn);
  if (quick)
    return 0; // want "'conn' from PQconnectdb is not released" [connlint-connection-leak]
  PQfinish(conn);
  return 1;
}

int later(const char *dsn, void *kept) {
  PGconn *conn; /* opened below */
  // Here it is.
  PGresult *result;
  conn = PQconnectdb(dsn);
  result = PQexec((PGconn *)kept, "SELECT 1");
  PQclear(result);
  return conn != NULL; // want "'conn' from PQconnectdb is not released" [connlint-connection-leak]
}
