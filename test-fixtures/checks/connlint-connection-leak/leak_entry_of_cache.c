// The entry is only asked: who connects has to close.
#include <libpq-fe.h>

struct entry {
  PGconn *conn;
};
struct entry *entry_for(const char *dsn);
void fatal(const char *text);

static PGconn *connection_for(const char *dsn) {
  struct entry *entry = entry_for(dsn);
  PGconn *conn = PQconnectdb(dsn);
  if (PQstatus(conn) != CONNECTION_OK)
    fatal("no connection");
  (void)entry;
  return conn;
}

int ask(const char *dsn) {
  PGconn *conn = connection_for(dsn);
  PGresult *res = PQexec(conn, "SELECT 1");
  int rows = PQntuples(res);
  PQclear(res);
  return rows; // want "connection .conn." [connlint-connection-leak]
}
