// The macro returns from the function; what is held stays held.
#include <libpq-fe.h>

#define CHECK(cond)                                                                           \
  do {                                                                                        \
    if (!(cond))                                                                              \
      return -1;                                                                              \
  } while (0)

int run(const char *dsn) {
  PGconn *conn = PQconnectdb(dsn);
  if (PQstatus(conn) != CONNECTION_OK) {
    PQfinish(conn);
    return -1;
  }
  CHECK(PQsendQuery(conn, "SELECT 1")); // want "'conn'" [connlint-connection-leak]
  PQfinish(conn);
  return 0;
}
