// Nobody takes the connection that the call returns.
#include <libpq-fe.h>

void warm_up(const char *dsn) {
  PQconnectdb(dsn); // want "PQconnectdb" [connlint-connection-leak]
}

int only_status(const char *dsn) {
  return PQstatus(PQconnectdb(dsn)) == CONNECTION_OK; // want "PQconnectdb" [connlint-connection-leak]
}
