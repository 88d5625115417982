// Results that an owner has, in loops, members and temporaries.
#include <app.h>
#include <libpq-fe.h>
#include <memory>

struct Clear {
  void operator()(PGresult *Result) const noexcept { PQclear(Result); }
};
using Result = std::unique_ptr<PGresult, Clear>;

static Result run(PGconn *Conn, const char *Sql) { return Result(PQexec(Conn, Sql)); }

int rows(PGconn *Conn) {
  for (int I = 0; I < 3; ++I) {
    Result R = run(Conn, "SELECT 1");
    if (PQresultStatus(R.get()) != PGRES_TUPLES_OK)
      continue; // ok: the owner clears
    if (app_flag("stop"))
      return I;
  }
  return 0;
}

int temporary(PGconn *Conn) {
  run(Conn, "SELECT 2"); // ok: it dies at the end of the statement
  return PQresultStatus(run(Conn, "SELECT 3").get()) == PGRES_TUPLES_OK;
}

int extended(PGconn *Conn) {
  const Result &R = run(Conn, "SELECT 4"); // ok: the reference keeps it alive, then it goes
  return PQresultStatus(R.get()) == PGRES_TUPLES_OK;
}
