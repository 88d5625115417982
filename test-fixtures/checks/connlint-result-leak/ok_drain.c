// Drain loops that clear each result; the null at the end needs nothing.
#include <libpq-fe.h>

int drain(PGconn *conn) {
  PGresult *res;
  int bad = 0;
  while ((res = PQgetResult(conn)) != NULL) {
    bad |= PQresultStatus(res) == PGRES_FATAL_ERROR;
    PQclear(res);
  }
  return bad;
}

int keep_last(PGconn *conn) {
  PGresult *res = NULL, *next;
  while ((next = PQgetResult(conn)) != NULL) {
    PQclear(res);
    res = next;
  }
  int ok = PQresultStatus(res) == PGRES_COMMAND_OK;
  PQclear(res);
  return ok;
}

void for_form(PGconn *conn) {
  for (PGresult *res = PQgetResult(conn); res; res = PQgetResult(conn))
    PQclear(res);
}
