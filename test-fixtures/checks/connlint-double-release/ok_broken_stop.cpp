// A call of an unknown framework that stops with a message is the end of its branch.
#include <libpq-fe.h>
#include <string>
#include <framework_not_there.hpp>

PGresult *described(PGconn *Conn, const std::string &Name) {
  PGresult *Result = PQdescribePrepared(Conn, Name.c_str());
  if (PQresultStatus(Result) != PGRES_COMMAND_OK) {
    PQclear(Result);
    framework::stop("no such query: " + Name);
  }
  return Result;
}

void clear(PGconn *Conn, const std::string &Sql) {
  PGresult *Result = PQexec(Conn, Sql.c_str());
  if (PQresultStatus(Result) != PGRES_COMMAND_OK) {
    PQclear(Result);
    framework::stop(Sql);
  }
  PQclear(Result); // ok: not after a failure
}
