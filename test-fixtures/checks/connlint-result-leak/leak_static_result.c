// A result in a static variable that only this function names: its next call overwrites it. A
// call of other code in between cannot reach the variable.
#include <libpq-fe.h>

void log_text(const char *text);

static PGconn *conn;
static PGresult *result;
static PGresult *again;

int log_it(const char *query) {
  result = PQexec(conn, query); // want "next call" [connlint-result-leak]
  if (PQresultStatus(result) != PGRES_COMMAND_OK) {
    PQclear(result);
    return -1;
  }
  return 0;
}

int twice(const char *query) {
  again = PQexec(conn, query);
  if (PQresultStatus(again) != PGRES_COMMAND_OK) {
    log_text("failed, trying again");
    again = PQexec(conn, query); // want "'again'" [connlint-result-leak]
  }
  PQclear(again);
  return 0;
}
