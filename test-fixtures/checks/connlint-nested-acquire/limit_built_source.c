// What says where to connect is compared only as it stands, not as it was put together.
#include <libpq-fe.h>
#include <stdio.h>

void run(const char *host) {
  char first[64], second[64];
  snprintf(first, sizeof first, "host=%s", host);
  snprintf(second, sizeof second, "host=%s", host);
  PGconn *outer = PQconnectdb(first);
  if (PQstatus(outer) == CONNECTION_OK) {
    PGconn *inner = PQconnectdb(second); // miss: the same server
    PQfinish(inner);
  }
  PQfinish(outer);
}
