// A global keeps the connection for later; the old one is released first.
#include <libpq-fe.h>

static PGconn *audit;

void reconnect(const char *dsn) {
  if (audit)
    PQfinish(audit);
  audit = PQconnectdb(dsn);
  if (PQstatus(audit) != CONNECTION_OK) {
    PQfinish(audit);
    audit = NULL;
  }
}

PGconn *lazily(const char *dsn) {
  static PGconn *conn;
  if (!conn)
    conn = PQconnectdb(dsn);
  return conn;
}
