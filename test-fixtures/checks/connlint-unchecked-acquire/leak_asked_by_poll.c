// Nobody asks whether the asynchronous connect is through.
#include <libpq-fe.h>
int ping(const char *dsn) {
  PGconn *conn = PQconnectStart(dsn); // want "connection 'conn' from PQconnectStart is used without a status check" [connlint-unchecked-acquire]
  PQclear(PQexec(conn, "SELECT 1"));
  PQfinish(conn);
  return 0;
}
