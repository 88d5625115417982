// An error path leaves the transaction open on a connection that lives on.
#include <libpq-fe.h>

static int run(PGconn *conn, const char *sql) {
  PGresult *res = PQexec(conn, sql);
  int ok = PQresultStatus(res) == PGRES_COMMAND_OK;
  PQclear(res);
  return ok;
}

int move_money(PGconn *conn) {
  if (!run(conn, "BEGIN")) // step "BEGIN|transaction"
    return -1;
  if (!run(conn, "UPDATE accounts SET balance = balance - 1"))
    return -1; // want "transaction" [connlint-transaction-not-finished]
  return run(conn, "COMMIT") ? 0 : -1;
}

int direct(PGconn *conn, int dry_run) {
  PGresult *res = PQexec(conn, "START TRANSACTION");
  if (PQresultStatus(res) != PGRES_COMMAND_OK) {
    PQclear(res);
    return -1;
  }
  PQclear(res);
  if (dry_run)
    return 0; // want "transaction" [connlint-transaction-not-finished]
  PQclear(PQexec(conn, "COMMIT"));
  return 0;
}
