// A method gets the address of a member and goes back to the object around it.
#include <libpq-fe.h>
#include <stddef.h>
#include <stdlib.h>

#define container_of(pointer, type, member) ((type *)((char *)(pointer) - offsetof(type, member)))

struct object {
  void (*destroy)(struct object *object);
};

struct session {
  int id;
  struct object base;
  PGconn *conn;
};

static void session_destroy(struct object *object) {
  struct session *session = container_of(object, struct session, base);
  free(session);
}

struct object *session_new(const char *dsn) {
  struct session *session = calloc(1, sizeof *session);
  if (!session)
    return NULL;
  session->base.destroy = session_destroy;
  session->conn = PQconnectdb(dsn);
  if (PQstatus(session->conn) != CONNECTION_OK) {
    session_destroy(&session->base);
    return NULL; // want "'conn' .* is not released" [connlint-connection-leak]
  }
  return &session->base;
}
