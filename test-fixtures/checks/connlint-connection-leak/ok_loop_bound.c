// Whether a loop over a number of attempts has ended early is asked behind it.
#include <libpq-fe.h>

PGconn *first(const char **dsn, int count) {
  PGconn *conn = NULL;
  int i;
  for (i = 0; i < count; i++) {
    conn = PQconnectdb(dsn[i]);
    if (PQstatus(conn) == CONNECTION_OK)
      break;
    PQfinish(conn);
  }
  if (i == count)
    return NULL;
  return conn;
}

PGconn *other(const char **dsn, int count) {
  PGconn *conn = NULL;
  int i;
  for (i = 0; i < count; i++) {
    conn = PQconnectdb(dsn[i]);
    if (PQstatus(conn) == CONNECTION_OK)
      break;
    PQfinish(conn);
  }
  if (i >= count)
    return NULL;
  return conn;
}
