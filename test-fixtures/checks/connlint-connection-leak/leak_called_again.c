// A function that can be called again leaves its failed connection behind: the next call
// overwrites it.
#include <libpq-fe.h>

struct session {
  PGconn *pg;
  const char *dsn;
  int users;
};

int session_open(struct session *s) {
  if (s->users > 0) {
    s->users++;
    return 0;
  }
  s->pg = PQconnectdb(s->dsn); // want "next call" [connlint-connection-leak]
  if (PQstatus(s->pg) != CONNECTION_OK)
    return -1;
  s->users++;
  return 0;
}

void session_close(struct session *s) {
  if (--s->users == 0) {
    PQfinish(s->pg);
    s->pg = NULL;
  }
}
