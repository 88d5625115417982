// A view of memory that belongs to a result is not followed.
#include <libpq-fe.h>
#include <memory>
#include <string_view>

struct Clear {
  void operator()(PGresult *Result) const noexcept { PQclear(Result); }
};

std::string_view name(PGconn *Conn) {
  std::unique_ptr<PGresult, Clear> Result(PQexec(Conn, "SELECT name FROM people"));
  return PQgetvalue(Result.get(), 0, 0); // miss: the result is cleared on return
}
