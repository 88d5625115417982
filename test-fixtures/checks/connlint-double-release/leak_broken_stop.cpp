// What stops a clock of an unknown framework comes back.
#include <libpq-fe.h>
#include <string>
#include <framework_not_there.hpp>

void clear(PGconn *Conn, const std::string &Sql, int Clock) {
  PGresult *Result = PQexec(Conn, Sql.c_str());
  if (PQresultStatus(Result) != PGRES_COMMAND_OK) {
    PQclear(Result);
    framework::stop(Clock);
  }
  PQclear(Result); // want "result 'Result' is released a second time" [connlint-double-release]
}
