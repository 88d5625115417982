// Objects with a connection are hung on a list, one in each round of a loop.
#include <libpq-fe.h>
#include <stdlib.h>
struct node { PGconn *conn; struct node *next; };
static struct node *open_node(const char *dsn) {
  struct node *made = malloc(sizeof *made);
  if (!made)
    return 0;
  made->conn = PQconnectdb(dsn);
  return made;
}
struct node *open_all(const char *const *dsns) {
  struct node *head = 0, *made;
  for (; *dsns; dsns++) {
    made = open_node(*dsns); // ok: the former one is in the list
    if (made) {
      made->next = head;
      head = made;
    }
  }
  return head;
}
