// Results in a loop: one way around goes past the release.
#include <app.h>
#include <libpq-fe.h>
#include <memory>

struct Clear {
  void operator()(PGresult *Result) const noexcept { PQclear(Result); }
};
using Result = std::unique_ptr<PGresult, Clear>;

int rows(PGconn *Conn) {
  Result First(PQexec(Conn, "SELECT 1"));
  PGresult *Raw = First.release();
  if (PQresultStatus(Raw) != PGRES_TUPLES_OK)
    return -1; // want "result 'Raw'" [connlint-result-leak]
  PQclear(Raw);
  return 0;
}
