// Connecting anew closes the old connection, and so does the end of the session, or whoever ends it.
#include <libpq-fe.h>
#include <stdlib.h>

struct session {
  PGconn *link;
  char *dsn;
};

int session_connect(struct session *s) {
  if (s->link)
    PQfinish(s->link);
  s->link = PQconnectdb(s->dsn);
  return PQstatus(s->link) == CONNECTION_OK;
}

void session_free(void *data) {
  struct session *s = data;
  if (!s)
    return;
  if (s->link)
    PQfinish(s->link);
  free(s->dsn);
  free(s);
}

struct worker {
  PGconn *master;
};

int worker_connect(struct worker *w) {
  if (w->master)
    PQfinish(w->master);
  w->master = PQconnectdb("dbname=shop"); // ok: stopped before it is freed
  return PQstatus(w->master) == CONNECTION_OK;
}

void worker_stop(struct worker *w) {
  PQfinish(w->master);
  w->master = NULL;
}

void worker_free(struct worker *w) { free(w); }
