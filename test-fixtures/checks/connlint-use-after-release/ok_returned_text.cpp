// What is returned lies in a result that the end of the scope clears.
#include <libpq-fe.h>
#include <memory>
#include <string>

struct Clear {
  void operator()(PGresult *Result) const noexcept { PQclear(Result); }
};
using Owner = std::unique_ptr<PGresult, Clear>;

std::string name(PGconn *Conn) {
  Owner Result(PQexec(Conn, "SELECT name FROM people"));
  const char *Name = PQgetvalue(Result.get(), 0, 0);
  return Name;
}
