// A pointer that was used is not null, so what fails only for null does not fail.
#include <libpq-fe.h>
#include <stdlib.h>

struct box {
  PGconn *conn;
};

static int destroy(struct box **box, PGconn *conn) {
  if (!box)
    return 1;
  PQfinish(conn);
  free(*box);
  return 0;
}

int make(struct box **out, const char *dsn) {
  *out = calloc(1, sizeof(**out));
  if (!*out)
    return 1;
  PGconn *conn = PQconnectdb(dsn);
  if (PQstatus(conn) != CONNECTION_OK) {
    if (destroy(out, conn))
      return 2; // ok: there is a box
    return 1;
  }
  (*out)->conn = conn;
  return 0;
}
