// Slots with constant and variable indexes.
#include <libpq-fe.h>

int compare(const char *left, const char *right) {
  PGconn *side[2] = {PQconnectdb(left), PQconnectdb(right)};
  int same = PQstatus(side[0]) == PQstatus(side[1]);
  PQfinish(side[0]);
  PQfinish(side[1]);
  return same;
}

int fan_out(const char *const *dsn, int n) {
  PGconn *all[16];
  int i, up = 0;
  for (i = 0; i < n && i < 16; i++) {
    all[i] = PQconnectdb(dsn[i]);
    up += PQstatus(all[i]) == CONNECTION_OK;
  }
  while (i-- > 0)
    PQfinish(all[i]); // ok: which slot is which is not followed
  return up;
}
