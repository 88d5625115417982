// A pool is filled: each connection hangs in the list by a link in the object around it.
#include <libpq-fe.h>
#include <stdlib.h>

struct link {
  struct link *prev, *next;
};
struct node {
  PGconn *conn;
  struct link link;
};
struct pool {
  const char *dsn;
  int min, open;
  struct link all;
};
void destroy(struct pool *pool);

static void list_add(struct link *item, struct link *list) {
  struct link *last = list->prev;
  list->prev = item;
  item->next = list;
  item->prev = last;
  last->next = item;
}

static struct node *open_one(struct pool *pool) {
  struct node *n = calloc(1, sizeof *n);
  if (!n)
    return NULL;
  n->conn = PQconnectdb(pool->dsn);
  if (PQstatus(n->conn) != CONNECTION_OK) {
    PQfinish(n->conn);
    free(n);
    return NULL;
  }
  return n;
}

int fill(struct pool *pool) {
  pool->all.next = pool->all.prev = &pool->all;
  for (pool->open = 0; pool->open < pool->min; pool->open++) {
    struct node *n = open_one(pool); // ok: the others are in the pool
    if (!n) {
      destroy(pool);
      return -1; // ok: who has the links has the nodes
    }
    list_add(&n->link, &pool->all);
  }
  return 0;
}
