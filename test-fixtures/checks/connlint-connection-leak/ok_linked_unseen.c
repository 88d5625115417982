// Who is given the link of an object has the object around it.
#include <libpq-fe.h>
#include <stdlib.h>

struct link {
  struct link *prev, *next;
};
struct node {
  PGconn *conn;
  int number;
  struct link link;
};
void list_add(struct link *item, struct link *list);

int open_one(struct link *all, const char *dsn) {
  struct node *n = calloc(1, sizeof *n);
  if (!n)
    return -1;
  n->conn = PQconnectdb(dsn);
  if (PQstatus(n->conn) != CONNECTION_OK) {
    PQfinish(n->conn);
    free(n);
    return -1;
  }
  list_add(&n->link, all);
  return 0; // ok: the list has it
}
