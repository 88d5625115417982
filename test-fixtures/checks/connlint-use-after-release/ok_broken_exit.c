// What is called "do_exit" does not come back, whether anybody declares it or not.
#include <libpq-fe.h>
#include "exits_not_there.h"

int rows(void) {
  PGconn *conn = PQconnectdb("dbname=shop");
  if (PQstatus(conn) == CONNECTION_BAD)
    do_exit(conn);
  PGresult *res = PQexec(conn, "SELECT 1");
  if (PQresultStatus(res) != PGRES_TUPLES_OK) {
    PQclear(res); // the next call is the end
    do_exit(conn);
  }
  int count = PQntuples(res); // ok: not after the exit
  PQclear(res);
  PQfinish(conn);
  return count;
}
