// As ok_reconnect.c, but one way connects anew without closing.
#include "libpq-fe.h"

struct worker {
  PGconn *conn;
  int last, tried, state, kind;
};

static void disconnect(struct worker *w) {
  if (w->conn != NULL) {
    PQfinish(w->conn);
    w->conn = NULL;
  }
}

static int write_row(struct worker *w, const char *text) {
  PGresult *r = PQexec(w->conn, text);
  int failed = PQresultStatus(r) != PGRES_COMMAND_OK;
  PQclear(r);
  if (w->kind == 3)
    w->tried = 5;
  else if (w->kind == 4)
    w->last = 6;
  if (failed) {
    w->state = 2;
    w->conn = PQconnectdb("dbname=shop");
    return -1;
  }
  if (PQstatus(w->conn) != CONNECTION_OK) {
    disconnect(w);
    return -1;
  }
  w->state = 1;
  return 0;
}

int resume(struct worker *w) {
  w->conn = PQconnectdb("dbname=shop");
  return write_row(w, "SELECT 1"); // want "connection 'w->conn' from PQconnectdb is overwritten" [connlint-connection-leak]
}
