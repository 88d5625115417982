// An exception that is told not to free the result only reads it.
#include <exception>
#include <libpq-fe.h>

class Failure : public std::exception {
public:
  Failure(const char *Function, PGresult *Result, bool Free);
};

void run(PGconn *Conn, const char *Text) {
  PGresult *Result = PQexec(Conn, Text);
  if (PQresultStatus(Result) != PGRES_COMMAND_OK)
    throw Failure("PQexec", Result, false); // want "result 'Result'" [connlint-leak-on-exception]
  PQclear(Result);
}
