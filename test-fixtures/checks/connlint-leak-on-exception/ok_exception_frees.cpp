// An exception that is told to free the result does.
#include <exception>
#include <libpq-fe.h>

class Failure : public std::exception {
public:
  Failure(const char *Function, PGresult *Result, bool Free);
};

void run(PGconn *Conn, const char *Text) {
  PGresult *Result = PQexec(Conn, Text);
  if (PQresultStatus(Result) != PGRES_COMMAND_OK)
    throw Failure("PQexec", Result, true);
  PQclear(Result);
}
