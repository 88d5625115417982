// An array that is filled in a loop dies with the connections in it.
#include <libpq-fe.h>

int fan_out(const char *const *dsn, int n) {
  PGconn *all[16];
  int up = 0;
  for (int i = 0; i < n && i < 16; i++) {
    all[i] = PQconnectdb(dsn[i]);
    up += PQstatus(all[i]) == CONNECTION_OK;
  }
  return up; // want "all" [connlint-connection-leak]
}
