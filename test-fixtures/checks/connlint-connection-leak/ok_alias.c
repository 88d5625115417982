// Other names of the same connection: copies, casts, parameters, void pointers.
#include <libpq-fe.h>
#include <stddef.h>

int by_void(const char *dsn) {
  void *handle = PQconnectdb(dsn);
  int ok = PQstatus((PGconn *)handle) == CONNECTION_OK;
  PQfinish(handle);
  return ok;
}

int by_pointer(const char *dsn) {
  PGconn *conn = NULL;
  PGconn **slot = &conn;
  *slot = PQconnectdb(dsn);
  PQfinish(conn);
  return 0;
}

static PGconn *same(PGconn *conn) { return conn; }

int by_identity(const char *dsn) {
  PGconn *conn = PQconnectdb(dsn);
  PQfinish(same(conn));
  return 0;
}
