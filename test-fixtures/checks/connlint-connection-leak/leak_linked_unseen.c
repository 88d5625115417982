// Twin of ok_linked_unseen.c: a number in the object leads nowhere.
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
void next_number(int *number, struct link *list);

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
  next_number(&n->number, all);
  return 0; // want "'conn'" [connlint-connection-leak]
}
