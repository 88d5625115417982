// Behind the verdict the statement is used, so there is one.
#include <libpq-fe.h>
#include <sqlite3.h>
int failed(int code);
int answer(sqlite3 *db) {
  sqlite3_stmt *statement;
  if (failed(sqlite3_prepare_v2(db, "SELECT 42", -1, &statement, 0)))
    return -1;
  if (sqlite3_step(statement) != SQLITE_ROW)
    return -1; // want "statement 'statement' .* is not released" [connlint-result-leak]
  int number = sqlite3_column_int(statement, 0);
  sqlite3_finalize(statement);
  return number;
}
// Here the code is a length, and the function that gets it has the buffer, too.
long put(const char *bytes, int length);
int copy(PGconn *conn) {
  char *buffer;
  int length;
  while ((length = PQgetCopyData(conn, &buffer, 0)) > 0) {
    if (put(buffer, length) != length)
      return -1; // want "buffer 'buffer' .* is not released" [connlint-result-leak]
    PQfreemem(buffer);
  }
  return 0;
}
