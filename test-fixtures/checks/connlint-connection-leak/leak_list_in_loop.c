// The list has only the node of the last round.
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
    made = open_node(*dsns);
    if (made) {
      made->next = 0;
      head = made; // want "connection 'conn' from open_node is overwritten" [connlint-connection-leak]
    }
  }
  return head;
}
