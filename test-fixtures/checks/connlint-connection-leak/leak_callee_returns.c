// A helper of this file returns an open connection; its caller has the duty.
#include <libpq-fe.h>

static PGconn *open_main(const char *dsn) {
  PGconn *conn = PQconnectdb(dsn);
  if (PQstatus(conn) != CONNECTION_OK) {
    PQfinish(conn);
    return NULL;
  }
  return conn;
}

int use(const char *dsn, int quick) {
  PGconn *conn = open_main(dsn); // step "open_main"
  if (!conn)
    return -1; // ok: the helper released the failed one
  if (quick)
    return 0; // want "'conn'" [connlint-connection-leak]
  PQfinish(conn);
  return 0;
}
