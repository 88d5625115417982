// Twin of leak_called_again.c: the failed connection is closed, by the function or by who calls it.
#include <libpq-fe.h>

struct session {
  PGconn *pg;
  const char *dsn;
  int users, verbose;
};

void note(const char *text);

int closes_itself(struct session *s) {
  if (s->users > 0) {
    s->users++;
    return 0;
  }
  s->pg = PQconnectdb(s->dsn);
  if (PQstatus(s->pg) != CONNECTION_OK) {
    PQfinish(s->pg);
    s->pg = NULL;
    return -1;
  }
  s->users++;
  return 0;
}

static int closed_by_caller(struct session *s) {
  if (s->users > 0) {
    s->users++;
    return 0;
  }
  s->pg = PQconnectdb(s->dsn); // ok: its only caller closes it
  if (PQstatus(s->pg) != CONNECTION_OK)
    return -1;
  s->users++;
  return 0;
}

int start(struct session *s) {
  if (closed_by_caller(s) != 0) {
    PQfinish(s->pg);
    s->pg = NULL;
    return -1;
  }
  return 0;
}

int once(struct session *s) {
  s->pg = PQconnectdb(s->dsn); // ok: nothing speaks of a second call
  return PQstatus(s->pg) == CONNECTION_OK ? 0 : -1;
}

int once_with_options(struct session *s) {
  if (s->verbose)
    note("connecting");
  s->pg = PQconnectdb(s->dsn); // ok: an option is no sign of an earlier call
  if (PQstatus(s->pg) != CONNECTION_OK)
    return -1;
  return 0;
}
