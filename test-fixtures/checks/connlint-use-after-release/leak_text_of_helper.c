// What a helper returns belongs to the result that it was given.
#include <libpq-fe.h>
static const char *cell(const PGresult *rows, int row) {
  return PQgetisnull(rows, row, 0) ? "" : PQgetvalue(rows, row, 0);
}
char first(PGconn *conn) {
  PGresult *rows = PQexec(conn, "SELECT name FROM series");
  const char *text = cell(rows, 0);
  PQclear(rows);
  return *text; // want "memory of result 'rows' is used after the release" [connlint-use-after-release]
}
