// No loop empties the slots, and one of them is forgotten.
#include <libpq-fe.h>
int compare(const char *left, const char *right) {
  PGconn *conns[2] = {0, 0};
  conns[0] = PQconnectdb(left);
  conns[1] = PQconnectdb(right);
  int good = PQstatus(conns[0]) == CONNECTION_OK && PQstatus(conns[1]) == CONNECTION_OK;
  PQfinish(conns[0]);
  return good; // want "'conns\[1\]'" [connlint-connection-leak]
}
