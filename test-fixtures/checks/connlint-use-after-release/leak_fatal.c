// By its name, or by that of a macro around it, a call does not come back. A log does.
#include <libpq-fe.h>

void fatal(const char *text);
void log_at(int level, const char *text);
#define Fatal(text) log_at(3, text)
#define Error(text) log_at(2, text)

int function(PGconn *conn) {
  PGresult *res = PQexec(conn, "SELECT 1");
  if (PQresultStatus(res) != PGRES_TUPLES_OK) {
    PQclear(res);
    fatal("no rows");
  }
  int rows = PQntuples(res);
  PQclear(res);
  return rows;
}

int macro(PGconn *conn) {
  PGresult *res = PQexec(conn, "SELECT 1");
  if (PQresultStatus(res) != PGRES_TUPLES_OK) {
    PQclear(res);
    Fatal("no rows");
  }
  int rows = PQntuples(res);
  PQclear(res);
  return rows;
}

int only_logged(PGconn *conn) {
  PGresult *res = PQexec(conn, "SELECT 1");
  if (PQresultStatus(res) != PGRES_TUPLES_OK) {
    PQclear(res);
    Error("no rows");
  }
  int rows = PQntuples(res); // want "'res'" [connlint-use-after-release]
  PQclear(res); // want "'res'" [connlint-double-release]
  return rows;
}
