// Twin of leak_static_result.c: another function clears it, or can be called in between.
#include <libpq-fe.h>

void log_text(const char *text);

static PGconn *conn;
static PGresult *kept;
static PGresult *dropped;

int keep(const char *query) {
  kept = PQexec(conn, query); // ok: done_with_it clears it
  return PQresultStatus(kept) == PGRES_COMMAND_OK;
}

void done_with_it(void) {
  PQclear(kept);
  kept = NULL;
}

void drop(void) {
  PQclear(dropped);
  dropped = NULL;
}

int twice(const char *query) {
  dropped = PQexec(conn, query);
  if (PQresultStatus(dropped) != PGRES_COMMAND_OK) {
    log_text("failed"); // ok: may call drop
    dropped = PQexec(conn, query);
  }
  return 0;
}
