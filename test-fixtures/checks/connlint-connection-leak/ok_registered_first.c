// Whoever keeps the object sees what is put into it later.
#include <libpq-fe.h>
#include <stdlib.h>

struct session {
  PGconn *conn;
};
struct registry;
void register_session(struct session *session);
void registry_add(struct registry *registry, struct session *session);

void session_close(struct session *session) {
  PQfinish(session->conn);
  free(session);
}

int open_first(const char *dsn) {
  struct session *session = calloc(1, sizeof *session);
  if (!session)
    return -1;
  register_session(session);
  session->conn = PQconnectdb(dsn);
  return PQstatus(session->conn) == CONNECTION_OK ? 0 : -1; // ok: the registry has it
}

int open_next(struct registry *registry, const char *dsn) {
  struct session *session = calloc(1, sizeof *session);
  if (!session)
    return -1;
  registry_add(registry, session);
  session->conn = PQconnectdb(dsn);
  return PQstatus(session->conn) == CONNECTION_OK ? 0 : -1; // ok: the registry has it
}
