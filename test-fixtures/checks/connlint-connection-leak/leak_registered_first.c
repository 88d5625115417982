// Nobody keeps the object: one function counts, the other adds something to it.
#include <libpq-fe.h>
#include <stdlib.h>

struct session {
  PGconn *conn;
};
struct registry;
void count_session(struct session *session);
void add_name(struct session *session, struct registry *registry);

void session_close(struct session *session) {
  PQfinish(session->conn);
  free(session);
}

int open_first(const char *dsn) {
  struct session *session = calloc(1, sizeof *session);
  if (!session)
    return -1;
  count_session(session);
  session->conn = PQconnectdb(dsn);
  return PQstatus(session->conn) == CONNECTION_OK ? 0 : -1; // want "connection .* is not released" [connlint-connection-leak]
}

int open_next(struct registry *registry, const char *dsn) {
  struct session *session = calloc(1, sizeof *session);
  if (!session)
    return -1;
  add_name(session, registry);
  session->conn = PQconnectdb(dsn);
  return PQstatus(session->conn) == CONNECTION_OK ? 0 : -1; // want "connection .* is not released" [connlint-connection-leak]
}
