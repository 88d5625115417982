// A view of memory that belongs to a result outlives the result.
#include <libpq-fe.h>
#include <memory>
#include <string_view>

void print(const char *Text) noexcept;
void show(std::string_view Text) noexcept;

struct Clear {
  void operator()(PGresult *Result) const noexcept { PQclear(Result); }
};

std::string_view name(PGconn *Conn) {
  std::unique_ptr<PGresult, Clear> Result(PQexec(Conn, "SELECT name FROM people"));
  return PQgetvalue(Result.get(), 0, 0); // want "" [connlint-use-after-release]
}

void printed(PGconn *Conn) {
  PGresult *Result = PQexec(Conn, "SELECT name FROM people");
  std::string_view Name(PQgetvalue(Result, 0, 0), 3);
  PQclear(Result);
  print(Name.data()); // want "" [connlint-use-after-release]
}

void passed(PGconn *Conn) {
  PGresult *Result = PQexec(Conn, "SELECT name FROM people");
  std::string_view Name = PQgetvalue(Result, 0, 0);
  PQclear(Result);
  show(Name); // want "" [connlint-use-after-release]
}

struct Person {
  const char *Name;
};

Person person(PGconn *Conn) {
  PGresult *Result = PQexec(Conn, "SELECT name FROM people");
  Person Found{PQgetvalue(Result, 0, 0)};
  PQclear(Result);
  return Found; // want "" [connlint-use-after-release]
}
