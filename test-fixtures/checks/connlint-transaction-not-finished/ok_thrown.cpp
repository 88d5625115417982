// Twin of leak_thrown.cpp: rolled back by a handler, or the connection ends as well.
#include <libpq-fe.h>
#include <memory>
#include <stdexcept>

struct closer {
  void operator()(PGconn *c) const { PQfinish(c); }
};

static void run(PGconn *c, const char *sql) {
  PGresult *r = PQexec(c, sql);
  bool ok = PQresultStatus(r) == PGRES_COMMAND_OK;
  PQclear(r);
  if (!ok)
    throw std::runtime_error("query failed");
}

void move_order(PGconn *c) {
  PQclear(PQexec(c, "BEGIN"));
  try {
    run(c, "UPDATE orders SET done = true");
  } catch (...) {
    PQclear(PQexec(c, "ROLLBACK"));
    throw;
  }
  PQclear(PQexec(c, "COMMIT"));
}

void on_its_own(const char *dsn) {
  std::unique_ptr<PGconn, closer> c(PQconnectdb(dsn));
  if (PQstatus(c.get()) != CONNECTION_OK)
    return;
  PQclear(PQexec(c.get(), "BEGIN"));
  run(c.get(), "UPDATE orders SET done = true"); // ok: closed, so rolled back
  PQclear(PQexec(c.get(), "COMMIT"));
}
