// Where the compiler could not read the code, nothing is claimed about it.
#include <libpq-fe.h>

int ping(const char *dsn) {
  PGconn *conn = PQconnectdb(dsn);
  close_it_somehow(conn, undeclared_option);
  return 1;
}
