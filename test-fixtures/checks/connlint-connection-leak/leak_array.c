// The second slot of an array is forgotten.
#include <libpq-fe.h>

int compare(const char *left, const char *right) {
  PGconn *side[2];
  side[0] = PQconnectdb(left);
  side[1] = PQconnectdb(right);
  int same = PQstatus(side[0]) == PQstatus(side[1]);
  PQfinish(side[0]);
  return same; // want "side" [connlint-connection-leak]
}
