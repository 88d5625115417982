// A view of memory that belongs to a result is only used before, or its text is copied.
#include <libpq-fe.h>
#include <memory>
#include <string>
#include <string_view>

void show(std::string_view Text) noexcept;

struct Clear {
  void operator()(PGresult *Result) const noexcept { PQclear(Result); }
};

std::string name(PGconn *Conn) {
  std::unique_ptr<PGresult, Clear> Result(PQexec(Conn, "SELECT name FROM people"));
  std::string_view Name = PQgetvalue(Result.get(), 0, 0);
  return std::string(Name);
}

void passed(PGconn *Conn) {
  PGresult *Result = PQexec(Conn, "SELECT name FROM people");
  std::string_view Name = PQgetvalue(Result, 0, 0);
  show(Name);
  PQclear(Result);
}

void another(PGconn *Conn) {
  PGresult *Result = PQexec(Conn, "SELECT name FROM people");
  std::string_view Name = PQgetvalue(Result, 0, 0);
  show(Name);
  PQclear(Result);
  Name = "nobody";
  show(Name);
}
