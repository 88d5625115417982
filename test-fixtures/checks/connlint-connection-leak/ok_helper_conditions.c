// Twin of leak_helper_conditions.c: the helpers release under several conditions, and what the
// caller knows decides all of them.
#include <libpq-fe.h>
#include <stdlib.h>

struct worker {
  PGconn *db;
  int own, users;
};

static void worker_free(struct worker *w) {
  if (!w)
    return;
  if (w->db)
    PQfinish(w->db);
  free(w);
}

struct worker *worker_new(const char *dsn) {
  struct worker *w = calloc(1, sizeof *w);
  if (!w)
    return NULL;
  w->db = PQconnectdb(dsn);
  if (PQstatus(w->db) != CONNECTION_OK) {
    worker_free(w);
    return NULL;
  }
  return w;
}

static void done(struct worker *w) {
  if (w->own == 1 && w->db != NULL)
    PQfinish(w->db);
  w->db = NULL;
}

static void use(struct worker *w, PGconn *lent, const char *dsn) {
  w->own = lent == NULL;
  w->db = lent ? lent : PQconnectdb(dsn);
}

int lent_or_own(PGconn *lent, const char *dsn) {
  struct worker w;
  use(&w, lent, dsn);
  int ok = PQstatus(w.db) == CONNECTION_OK;
  done(&w);
  return ok;
}

static void unref(struct worker *w) {
  if (!w || --w->users > 0)
    return;
  PQfinish(w->db);
  free(w);
}

int counted(const char *dsn) {
  struct worker *w = calloc(1, sizeof *w);
  if (!w)
    return 0;
  w->users = 1;
  w->db = PQconnectdb(dsn);
  int ok = PQstatus(w->db) == CONNECTION_OK;
  unref(w);
  return ok;
}
