// Escaped literals and notifications are the caller's memory.
#include <app.h>
#include <libpq-fe.h>

int find(PGconn *conn, const char *name, size_t length) {
  char *literal = PQescapeLiteral(conn, name, length);
  if (literal == NULL)
    return -1;
  app_log(literal);
  return 0; // want "'literal'" [connlint-result-leak]
}

int listen(PGconn *conn) {
  int n = 0;
  PGnotify *note;
  PQconsumeInput(conn);
  while ((note = PQnotifies(conn)) != NULL) {
    if (note->be_pid == 0)
      return n; // want "'note'" [connlint-result-leak]
    n++;
    PQfreemem(note);
  }
  return n;
}
