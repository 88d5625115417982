// The state that has released the result leads to another one that does.
#include <libpq-fe.h>
int more(void);
int run(PGconn *conn) {
  int state = 0, rows = 0;
  PGresult *result = 0;
  while (state != 9) {
    switch (state) {
    case 0:
      result = PQexec(conn, "SELECT 1");
      state = PQresultStatus(result) == PGRES_TUPLES_OK ? 1 : 2;
      break;
    case 1:
      rows += PQntuples(result);
      PQclear(result);
      state = more() ? 0 : 2;
      break;
    default:
      PQclear(result); // want "result 'result' is released a second time" [connlint-double-release]
      state = 9;
    }
  }
  return rows;
}
