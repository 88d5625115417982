// The release depends on another condition than the acquire.
#include <libpq-fe.h>

int mirror(const char *dsn, int wanted, int keep) {
  PGconn *conn = NULL;
  if (wanted) {
    conn = PQconnectdb(dsn);
    if (PQstatus(conn) != CONNECTION_OK) {
      PQfinish(conn);
      return -1;
    }
  }
  if (wanted && !keep)
    PQfinish(conn);
  return 0; // want "'conn'" [connlint-connection-leak]
}

int inverted(const char *dsn, int quick) {
  PGconn *conn = NULL;
  if (!quick)
    conn = PQconnectdb(dsn);
  if (quick)
    PQfinish(conn);
  return 0; // want "'conn'" [connlint-connection-leak]
}
