// An unknown function that says by its result whether it took the handle: the caller releases
// only after a failure.
#include <libpq-fe.h>
#include <stddef.h>

struct registry;
extern int registry_add(struct registry *registry, PGconn *conn);
extern int watch(PGconn *conn, void (*when_idle)(PGconn *));

int publish(struct registry *registry, const char *dsn) {
  PGconn *conn = PQconnectdb(dsn);
  if (registry_add(registry, conn) != 0) {
    PQfinish(conn); // ok: not taken
    return -1;
  }
  return 0; // ok: taken
}

int supervise(const char *dsn) {
  PGconn *conn = PQconnectdb(dsn);
  if (watch(conn, PQfinish) < 0) {
    PQfinish(conn);
    return -1;
  }
  return 0; // ok: someone else finishes it later
}
