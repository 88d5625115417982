// Twin of leak_seen_handle_replaced.c: the old one is closed, kept, given away, or not there.
#include <libpq-fe.h>
#include <mysql.h>

struct server {
  MYSQL *con;
  PGconn *pg;
};

void give(MYSQL *con);

void first(struct server *s) {
  if (!s->con)
    s->con = mysql_init(NULL); // ok: there was none
}

void closed(struct server *s, const char *dsn) {
  if (PQstatus(s->pg) != CONNECTION_OK) {
    PQfinish(s->pg);
    s->pg = PQconnectdb(dsn);
  }
}

void closed_later(struct server *s) {
  MYSQL *old = s->con;
  if (old) {
    s->con = mysql_init(NULL); // ok: old still has it
    mysql_close(old);
  }
}

void handed_on(struct server *s, struct server *other) {
  if (s->con)
    other->con = s->con;
  s->con = mysql_init(NULL); // ok: the other server has it
}

void given(struct server *s) {
  if (s->con)
    give(s->con);
  s->con = mysql_init(NULL); // ok: perhaps taken
}
