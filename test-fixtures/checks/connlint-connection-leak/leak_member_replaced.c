// Connecting anew closes the old connection, but the end of the session forgets the last one.
#include <libpq-fe.h>
#include <stdlib.h>

struct session {
  PGconn *link;
  char *dsn;
};

int session_connect(struct session *s) {
  if (s->link)
    PQfinish(s->link);
  s->link = PQconnectdb(s->dsn); // want "link" [connlint-connection-leak]
  return PQstatus(s->link) == CONNECTION_OK;
}

void session_free(void *data) {
  struct session *s = data;
  if (!s)
    return;
  free(s->dsn);
  free(s);
}
