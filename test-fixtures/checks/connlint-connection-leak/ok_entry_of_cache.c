// A connection that an entry of somebody's table has got is only lent to who asks for it.
#include <libpq-fe.h>

struct entry {
  PGconn *conn;
};
struct entry *entry_for(const char *dsn);
void fatal(const char *text);

static PGconn *connection_for(const char *dsn) {
  struct entry *entry = entry_for(dsn);
  if (entry->conn)
    return entry->conn;
  PGconn *conn = PQconnectdb(dsn);
  if (PQstatus(conn) != CONNECTION_OK)
    fatal("no connection");
  entry->conn = conn;
  return conn;
}

int ask(const char *dsn) {
  PGconn *conn = connection_for(dsn);
  PGresult *res = PQexec(conn, "SELECT 1");
  int rows = PQntuples(res);
  PQclear(res);
  return rows; // ok: the table closes it
}
