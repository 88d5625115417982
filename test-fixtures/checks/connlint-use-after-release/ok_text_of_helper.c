// The text is read before the result goes; what is copied out of it stays.
#include <libpq-fe.h>
#include <stdlib.h>
static const char *cell(const PGresult *rows, int row) {
  return PQgetisnull(rows, row, 0) ? "" : PQgetvalue(rows, row, 0);
}
static int number(const PGresult *rows, int row) { return atoi(PQgetvalue(rows, row, 0)); }
int first(PGconn *conn) {
  PGresult *rows = PQexec(conn, "SELECT name FROM series");
  char letter = *cell(rows, 0);
  int count = number(rows, 0);
  PQclear(rows);
  return letter + count; // ok: copies
}
