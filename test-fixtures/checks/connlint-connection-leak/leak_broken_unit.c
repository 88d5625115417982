// A missing header and an unknown type do not stop the analysis of the functions that are whole.
#include <libpq-fe.h>
#include <no_such_header.h>

unknown_type_t broken(int a) { return a }

int ping(const char *dsn, int quick) {
  PGconn *conn = PQconnectdb(dsn);
  if (quick)
    return 0; // want "'conn'" [connlint-connection-leak]
  PQfinish(conn);
  return 1;
}
