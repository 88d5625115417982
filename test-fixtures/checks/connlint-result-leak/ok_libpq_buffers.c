// Freed by PQfreemem.
#include <app.h>
#include <libpq-fe.h>

int find(PGconn *conn, const char *name, size_t length) {
  char *literal = PQescapeLiteral(conn, name, length);
  if (literal == NULL)
    return -1;
  app_log(literal);
  PQfreemem(literal);
  return 0;
}

int listen(PGconn *conn) {
  int n = 0;
  PGnotify *note;
  PQconsumeInput(conn);
  while ((note = PQnotifies(conn)) != NULL) {
    n += note->be_pid != 0;
    PQfreemem(note);
  }
  return n;
}
