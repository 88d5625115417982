// Whoever receives the handle owns it: caller, out-parameter, field, global, list.
#include <libpq-fe.h>
#include <stdlib.h>

struct session {
  PGconn *conn;
};
struct node {
  struct node *next;
  PGconn *conn;
};
static struct node *idle;
static PGconn *main_conn;

PGconn *to_caller(const char *dsn) {
  PGconn *conn = PQconnectdb(dsn);
  return conn;
}

int to_out_parameter(const char *dsn, PGconn **out) {
  *out = PQconnectdb(dsn);
  return PQstatus(*out) == CONNECTION_OK ? 0 : -1;
}

void to_field(struct session *session, const char *dsn) { session->conn = PQconnectdb(dsn); }

void to_global(const char *dsn) {
  PGconn *conn = PQconnectdb(dsn);
  main_conn = conn;
}

int to_list(const char *dsn) {
  struct node *node = malloc(sizeof *node);
  if (!node)
    return -1;
  node->conn = PQconnectdb(dsn);
  node->next = idle;
  idle = node; // ok: reachable from the list
  return 0;
}

void to_slot(PGconn **slots, int i, const char *dsn) { slots[i] = PQconnectdb(dsn); }
