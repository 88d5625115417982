// A result that goes into an object of a class whose methods stand in another file, or
// through a template of a header that is missing: they most likely keep it.
#include <app.h>
#include <libpq-fe.h>

class Rows {
public:
  explicit Rows(PGresult *Of);
  ~Rows();
};

int rows(PGconn *Conn) {
  PGresult *Result = PQexec(Conn, "SELECT 1");
  Rows All(Result);
  return PQntuples(Result); // ok: ~Rows knows
}
