// Twin of ok_linked.c: the node is in no list while the next one is opened.
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
  struct link all;
};

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
  struct node *a = open_one(pool);
  struct node *b = open_one(pool); // want "acquires a second" [connlint-nested-acquire]
  if (b)
    list_add(&b->link, &pool->all);
  if (a)
    list_add(&a->link, &pool->all);
  return a && b ? 0 : -1;
}
