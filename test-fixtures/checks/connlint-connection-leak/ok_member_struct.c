// The struct is known to this file alone, and closing a session closes its connection.
#include <libpq-fe.h>
#include <stdlib.h>

struct session {
  PGconn *link;
  int id;
};

struct session *session_open(const char *dsn) {
  struct session *s = calloc(1, sizeof *s);
  if (!s)
    return NULL;
  s->link = PQconnectdb(dsn);
  if (PQstatus(s->link) != CONNECTION_OK) {
    PQfinish(s->link);
    free(s);
    return NULL;
  }
  return s;
}

int session_ping(struct session *s) { return PQstatus(s->link) == CONNECTION_OK; }

void session_close(struct session *s) {
  PQfinish(s->link);
  free(s);
}
