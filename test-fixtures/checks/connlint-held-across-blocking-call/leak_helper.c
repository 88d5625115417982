// The wait is in a helper of this file.
#include <libpq-fe.h>
#include <unistd.h>

static void back_off(int tries) { sleep(1u << tries); }

int push(const char *dsn) {
  PGconn *conn = PQconnectdb(dsn);
  if (PQstatus(conn) != CONNECTION_OK) {
    PQfinish(conn);
    return -1;
  }
  int sent = PQsendQuery(conn, "SELECT 1");
  if (!sent)
    back_off(2); // want "'conn'" [connlint-held-across-blocking-call]
  PQfinish(conn);
  return sent;
}
