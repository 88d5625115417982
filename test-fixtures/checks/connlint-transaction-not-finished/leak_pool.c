// models: dbpool.yaml
// The next borrower gets a connection in the middle of a transaction.
#include <dbpool.h>

static int run(PGconn *conn, const char *sql) {
  PGresult *res = PQexec(conn, sql);
  int ok = PQresultStatus(res) == PGRES_COMMAND_OK;
  PQclear(res);
  return ok;
}
static int tx_begin(PGconn *conn) { return run(conn, "BEGIN"); }
static int tx_commit(PGconn *conn) { return run(conn, "COMMIT"); }

int cancel(dbpool *pool) {
  int ok = 0;
  PGconn *conn = dbpool_acquire(pool);
  if (!conn)
    return -1;
  if (tx_begin(conn)) {
    ok = run(conn, "DELETE FROM bookings");
    if (ok)
      tx_commit(conn);
  }
  dbpool_release(pool, conn); // want "transaction" [connlint-transaction-not-finished]
  return ok;
}
