// An exception that is told to free the result does; perhaps it passes the flag on to its base.
#include <exception>
#include <libpq-fe.h>

class Failure : public std::exception {
public:
  Failure(const char *Function, PGresult *Result, bool Free);
};

class QueryFailure : public Failure {
public:
  QueryFailure(PGresult *Result, bool Free) : Failure("PQexec", Result, Free) {}
};

void run(PGconn *Conn, const char *Text) {
  PGresult *Result = PQexec(Conn, Text);
  if (PQresultStatus(Result) != PGRES_COMMAND_OK)
    throw Failure("PQexec", Result, true);
  PQclear(Result);
}

void runSafely(PGconn *Conn, const char *Text) {
  PGresult *Result = PQexec(Conn, Text);
  if (PQresultStatus(Result) != PGRES_COMMAND_OK)
    throw QueryFailure(Result, true);
  PQclear(Result);
}
