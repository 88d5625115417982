// Filled in one loop, released in another: which slot is which is not followed.
#include <libpq-fe.h>

int fan_out(const char *const *dsn, int n) {
  PGconn *all[16];
  int i, up = 0;
  for (i = 0; i < n && i < 16; i++) {
    all[i] = PQconnectdb(dsn[i]);
    up += PQstatus(all[i]) == CONNECTION_OK;
  }
  while (i-- > 0)
    PQfinish(all[i]);
  return up;
}
