// Acquire and release through pointers whose values are visible here, or unknown.
#include <libpq-fe.h>

struct driver {
  PGconn *(*open)(const char *);
  void (*close)(PGconn *);
};
static const struct driver pg = {PQconnectdb, PQfinish};

int local_pointer(const char *dsn) {
  void (*done)(PGconn *) = PQfinish;
  PGconn *conn = PQconnectdb(dsn);
  done(conn);
  return 0;
}

int table(const char *dsn) {
  PGconn *conn = pg.open(dsn);
  int ok = PQstatus(conn) == CONNECTION_OK;
  pg.close(conn);
  return ok;
}

int unknown(const char *dsn, void (*done)(PGconn *)) {
  PGconn *conn = PQconnectdb(dsn);
  done(conn); // ok: it may release
  return 0;
}
