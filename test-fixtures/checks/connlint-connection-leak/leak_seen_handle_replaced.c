// A connection that was there before, and that the path has looked at, gives way to a new one.
#include <libpq-fe.h>
#include <mysql.h>

struct server {
  MYSQL *con;
  PGconn *pg;
};

void probe(struct server *s) {
  if (!s->con || mysql_ping(s->con) != 0)
    s->con = mysql_init(NULL); // want "'s->con'" [connlint-connection-leak]
}

void check(struct server *s, const char *dsn) {
  if (PQstatus(s->pg) != CONNECTION_OK)
    s->pg = PQconnectdb(dsn); // want "'s->pg'" [connlint-connection-leak]
}

static PGconn *shared;

PGconn *get(const char *dsn) {
  if (PQstatus(shared) != CONNECTION_OK)
    shared = PQconnectdb(dsn); // want "'shared'" [connlint-connection-leak]
  return shared;
}
