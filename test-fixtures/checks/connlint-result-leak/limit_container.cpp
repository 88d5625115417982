// A handle in a container of the standard library is no longer followed.
#include <libpq-fe.h>
#include <vector>

int run(PGconn *Conn) {
  std::vector<PGresult *> Results;
  Results.push_back(PQexec(Conn, "SELECT 1"));
  return PQstatus(Conn) == CONNECTION_OK; // miss: the vector ends, the result does not
}
