// The helper waits for something else, whether or not it could use a connection.
#include <libpq-fe.h>
#include <unistd.h>

struct store {
  PGconn *conn;
  unsigned pause;
};

static void wait_for_window(const struct store *store) { sleep(store->pause); }

int clean_up(const char *dsn) {
  struct store store = {PQconnectdb(dsn), 60};
  if (PQstatus(store.conn) != CONNECTION_OK) {
    PQfinish(store.conn);
    return -1;
  }
  wait_for_window(&store); // want "sleeps" [connlint-held-across-blocking-call]
  PQclear(PQexec(store.conn, "DELETE FROM logs"));
  PQfinish(store.conn);
  return 0;
}
