// An algorithm does something with what its function returns.
#include <algorithm>
#include <libpq-fe.h>
#include <vector>

std::vector<PGresult *> all(PGconn *Conn) {
  std::vector<PGresult *> Results(3);
  std::generate(Results.begin(), Results.end(), [&] { return PQexec(Conn, "SELECT 1"); });
  return Results;
}
