// An exception that is made of the connection does not take it.
#include <libpq-fe.h>
#include <stdexcept>

class DatabaseError : public std::runtime_error {
public:
  DatabaseError(PGconn *Conn, const char *What);
};

static void run(PGconn *Conn, const char *Sql) {
  PGresult *R = PQexec(Conn, Sql);
  bool Ok = PQresultStatus(R) == PGRES_COMMAND_OK;
  PQclear(R);
  if (!Ok)
    throw DatabaseError(Conn, Sql);
}

void purge(const char *Dsn) {
  PGconn *Conn = PQconnectdb(Dsn);
  if (PQstatus(Conn) == CONNECTION_OK)
    run(Conn, "DELETE FROM notes"); // want "Conn" [connlint-leak-on-exception]
  PQfinish(Conn);
}
