// Twin of leak_put_back.c: what is put into a list of the unit is kept there, and functions that
// are not seen may take it out again.
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
  put_back(db);
  return ok;
}
