// An exception passes between BEGIN and COMMIT, and the connection lives on.
#include <libpq-fe.h>
#include <stdexcept>

static void run(PGconn *c, const char *sql) {
  PGresult *r = PQexec(c, sql);
  bool ok = PQresultStatus(r) == PGRES_COMMAND_OK;
  PQclear(r);
  if (!ok)
    throw std::runtime_error("query failed");
}

void move_order(PGconn *c) {
  PQclear(PQexec(c, "BEGIN"));
  run(c, "UPDATE orders SET done = true"); // want "when run throws" [connlint-transaction-not-finished]
  PQclear(PQexec(c, "COMMIT"));
}
