// An error code tells whether there is a result.
#include <libpq-fe.h>
#include <system_error>

static std::error_code fetch(PGconn *Conn, PGresult **Out) {
  PGresult *Result = PQexec(Conn, "SELECT 1");
  if (PQresultStatus(Result) != PGRES_TUPLES_OK) {
    PQclear(Result);
    return std::error_code(5, std::generic_category());
  }
  *Out = Result;
  return {};
}

int byReturn(PGconn *Conn) {
  PGresult *Result = nullptr;
  if (auto Error = fetch(Conn, &Result))
    return Error.value();
  int Rows = PQntuples(Result);
  PQclear(Result);
  return Rows;
}

static PGresult *ask(PGconn *Conn, std::error_code &Error) {
  Error.clear();
  PGresult *Result = PQexec(Conn, "SELECT 2");
  if (PQresultStatus(Result) == PGRES_TUPLES_OK)
    return Result;
  Error = std::make_error_code(std::errc::io_error);
  PQclear(Result);
  return nullptr;
}

int byReference(PGconn *Conn) {
  std::error_code Error;
  PGresult *Result = ask(Conn, Error);
  if (Error)
    return 1;
  PQclear(Result);
  return 0;
}
