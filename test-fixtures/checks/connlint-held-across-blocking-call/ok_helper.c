// The connection is closed before the wait.
#include <libpq-fe.h>
#include <unistd.h>

static void back_off(int tries) { sleep(1u << tries); }

int push(const char *dsn) {
  int sent = 0;
  for (int tries = 0; tries < 3 && !sent; tries++) {
    PGconn *conn = PQconnectdb(dsn);
    if (PQstatus(conn) == CONNECTION_OK)
      sent = PQsendQuery(conn, "SELECT 1");
    PQfinish(conn);
    if (!sent)
      back_off(tries);
  }
  return sent;
}
