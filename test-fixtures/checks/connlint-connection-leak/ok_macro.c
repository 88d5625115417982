// Macros that release before they leave, or stand for one statement.
#include <libpq-fe.h>
#include <stddef.h>

#define BAIL_IF(cond, conn)                                                                   \
  do {                                                                                        \
    if (cond) {                                                                               \
      PQfinish(conn);                                                                         \
      return -1;                                                                              \
    }                                                                                         \
  } while (0)
#define SAFE_FINISH(conn)                                                                     \
  do {                                                                                        \
    if (conn) {                                                                               \
      PQfinish(conn);                                                                         \
      (conn) = NULL;                                                                          \
    }                                                                                         \
  } while (0)

int run(const char *dsn) {
  PGconn *conn = PQconnectdb(dsn);
  BAIL_IF(PQstatus(conn) != CONNECTION_OK, conn);
  BAIL_IF(!PQsendQuery(conn, "SELECT 1"), conn);
  SAFE_FINISH(conn);
  return 0;
}

int once(const char *dsn) {
  int rc = -1;
  PGconn *conn = PQconnectdb(dsn);
  do {
    if (PQstatus(conn) != CONNECTION_OK)
      break;
    if (!PQsendQuery(conn, "SELECT 1"))
      break;
    rc = 0;
  } while (0);
  SAFE_FINISH(conn);
  return rc;
}
