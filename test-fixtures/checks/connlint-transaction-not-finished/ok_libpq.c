// Committed or rolled back on every way, or gone with the connection.
#include <libpq-fe.h>

static int run(PGconn *conn, const char *sql) {
  PGresult *res = PQexec(conn, sql);
  int ok = PQresultStatus(res) == PGRES_COMMAND_OK;
  PQclear(res);
  return ok;
}

int move_money(PGconn *conn) {
  if (!run(conn, "BEGIN"))
    return -1; // ok: nothing was begun
  if (!run(conn, "UPDATE accounts SET balance = balance - 1")) {
    run(conn, "ROLLBACK");
    return -1;
  }
  return run(conn, "COMMIT") ? 0 : -1; // ok: a failed commit ends it too
}

int chosen_by_result(PGconn *conn) {
  if (!run(conn, "BEGIN"))
    return -1;
  int ok = run(conn, "UPDATE accounts SET balance = 0");
  run(conn, ok ? "COMMIT" : "ROLLBACK");
  return ok;
}

int ends_with_the_connection(const char *dsn) {
  PGconn *conn = PQconnectdb(dsn);
  if (PQstatus(conn) == CONNECTION_OK && run(conn, "BEGIN"))
    run(conn, "UPDATE accounts SET balance = 0");
  PQfinish(conn); // ok: the server rolls back when the connection goes
  return 0;
}
