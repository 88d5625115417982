// A helper closes what a field holds, if anything, and another connects anew into it.
#include "libpq-fe.h"

struct worker {
  PGconn *conn;
  int last, tried, state, kind;
  const char *host, *name;
};

static void disconnect(struct worker *w) {
  if (w->conn != NULL) {
    PQfinish(w->conn);
    w->conn = NULL;
  }
}

static int reconnect(struct worker *w) {
  if (w->host)
    w->conn = PQsetdbLogin(w->host, 0, 0, 0, w->name, 0, 0);
  else
    w->conn = PQconnectdb(w->name);
  if (w->conn == NULL) {
    w->state = 2;
    return -1;
  }
  return 0;
}

// Has more outcomes than a summary keeps apart.
static int write_row(struct worker *w, const char *text) {
  int failed = 0;
  PGresult *r = PQexec(w->conn, text);
  if (PQresultStatus(r) != PGRES_COMMAND_OK)
    failed = 1;
  PQclear(r);
  if (w->kind == 3)
    w->tried = 5;
  else if (w->kind == 4)
    w->last = 6;
  if (failed || PQstatus(w->conn) != CONNECTION_OK) {
    disconnect(w);
    if (reconnect(w) != 0)
      return -1; // ok: what was held is closed, and nothing came in its place
    if (PQstatus(w->conn) != CONNECTION_OK) {
      w->last = 1;
      disconnect(w);
      return -1;
    }
  }
  w->state = 1;
  return 0;
}

int resume(struct worker *w) {
  int rc = 0;
  if (w->conn == NULL) {
    rc = reconnect(w);
    if (rc == 0)
      rc = write_row(w, "SELECT 1"); // ok: gives the old one back before it opens the next
  }
  return rc;
}

int commit(struct worker *w, int rows) {
  if (w->conn == NULL)
    reconnect(w);
  for (int i = 0; i < rows; ++i)
    if (write_row(w, "SELECT 2") != 0) {
      disconnect(w); // ok: the field is null when the call has closed it
      return -1;
    }
  return 0;
}
