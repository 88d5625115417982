// A result that a function of another file looks at.
#include <app.h>
#include <libpq-fe.h>

int inspect(PGresult *Of);

int rows(PGconn *Conn) {
  PGresult *Result = PQexec(Conn, "SELECT 1");
  inspect(Result);
  return PQntuples(Result); // want "result 'Result'" [connlint-result-leak]
}
