// A failed attempt is finished before the next one.
#include <libpq-fe.h>

PGconn *connect_patiently(const char *dsn) {
  PGconn *conn = NULL;
  for (int tries = 0; tries < 3; tries++) {
    conn = PQconnectdb(dsn);
    if (PQstatus(conn) == CONNECTION_OK)
      return conn;
    PQfinish(conn);
    conn = NULL;
  }
  return conn;
}

PGconn *connect_do_while(const char *dsn) {
  PGconn *conn;
  int tries = 3;
  do {
    conn = PQconnectdb(dsn);
    if (PQstatus(conn) == CONNECTION_OK)
      break;
    PQfinish(conn);
    conn = NULL;
  } while (--tries > 0);
  return conn;
}

PGconn *reset_instead(const char *dsn) {
  PGconn *conn = PQconnectdb(dsn);
  for (int tries = 0; PQstatus(conn) != CONNECTION_OK && tries < 3; tries++)
    PQreset(conn); // ok: the same handle, connected anew
  return conn;
}
