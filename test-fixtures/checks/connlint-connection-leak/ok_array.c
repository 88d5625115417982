// Both slots are released.
#include <libpq-fe.h>

int compare(const char *left, const char *right) {
  PGconn *side[2] = {PQconnectdb(left), PQconnectdb(right)};
  int same = PQstatus(side[0]) == PQstatus(side[1]);
  PQfinish(side[0]);
  PQfinish(side[1]);
  return same;
}
