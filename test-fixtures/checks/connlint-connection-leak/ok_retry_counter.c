// Twin of leak_retry_counter.c: how far a counter has come tells whether an attempt worked.
#include <libpq-fe.h>

int retry(const char *dsn) {
  PGconn *conn;
  int i;
  for (i = 0; i < 5; i++) {
    conn = PQconnectdb(dsn);
    if (PQstatus(conn) == CONNECTION_OK)
      break;
    PQfinish(conn);
  }
  if (i == 5)
    return -1;
  PQfinish(conn);
  return 0;
}

int count_down(const char *dsn) {
  PGconn *conn = NULL;
  int left = 20;
  while (left > 0) {
    conn = PQconnectdb(dsn);
    if (PQstatus(conn) == CONNECTION_OK)
      break;
    PQfinish(conn);
    left--;
  }
  if (left <= 0)
    return -1;
  PQfinish(conn);
  return 0;
}
