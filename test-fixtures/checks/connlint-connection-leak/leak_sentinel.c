// A sentinel object stands for "no connection"; the comparison is the wrong way round.
#include <libpq-fe.h>

extern PGconn *const no_connection;

int serve(const char *dsn, int local) {
  PGconn *conn = no_connection;
  if (!local)
    conn = PQconnectdb(dsn);
  if (conn == no_connection)
    PQfinish(conn);
  return 0; // want "'conn'" [connlint-connection-leak]
}
