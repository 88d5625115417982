// Twin of leak_fatal.c: nothing goes on after a call of that name.
#include <libpq-fe.h>

void fatal(const char *text);
void log_at(int level, const char *text);
#define Panic(text) log_at(3, text)

int rows(PGconn *conn) {
  PGresult *res = PQexec(conn, "SELECT 1");
  if (PQresultStatus(res) == PGRES_FATAL_ERROR) {
    PQclear(res); // the next call is the end
    fatal("no server");
  }
  if (PQresultStatus(res) != PGRES_TUPLES_OK) {
    PQclear(res); // the next call is the end
    Panic("no rows");
  }
  int count = PQntuples(res);
  PQclear(res);
  return count;
}
