// One way out does not put the connection back.
#include <libpq-fe.h>
#include <stdlib.h>

struct node {
  PGconn *db;
  struct node *next;
};
static struct node *idle;

void lock(void);
void unlock(void);

static void put_back(PGconn *db) {
  struct node *n = malloc(sizeof *n);
  if (!n) {
    PQfinish(db);
    return;
  }
  lock();
  n->db = db;
  n->next = idle;
  idle = n;
  unlock();
}

int ping(const char *dsn) {
  PGconn *db = PQconnectdb(dsn);
  int ok = PQstatus(db) == CONNECTION_OK;
  if (!ok)
    return 0; // want "'db'" [connlint-connection-leak]
  put_back(db);
  return ok;
}
