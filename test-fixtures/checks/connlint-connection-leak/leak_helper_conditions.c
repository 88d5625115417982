// A helper releases under two conditions, and the caller knows that one does not hold.
#include <libpq-fe.h>

struct worker {
  PGconn *db;
  int own;
};

static void done(struct worker *w) {
  if (w->own && w->db)
    PQfinish(w->db);
  w->db = NULL;
}

int forgets_to_own(const char *dsn) {
  struct worker w = {0};
  w.db = PQconnectdb(dsn);
  int ok = PQstatus(w.db) == CONNECTION_OK;
  done(&w); // want "'w.db'" [connlint-connection-leak]
  return ok;
}
