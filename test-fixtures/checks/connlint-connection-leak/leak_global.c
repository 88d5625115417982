// A global is overwritten while it holds an open connection.
#include <libpq-fe.h>

static PGconn *audit;

void reconnect(const char *dsn) {
  audit = PQconnectdb(dsn);
  if (PQstatus(audit) != CONNECTION_OK)
    audit = NULL; // want "audit" [connlint-connection-leak]
}
