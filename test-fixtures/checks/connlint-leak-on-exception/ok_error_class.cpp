// The helper closes the connection before it throws; making the exception does not throw.
#include <libpq-fe.h>
#include <stdexcept>

class DatabaseError : public std::runtime_error {
public:
  DatabaseError(PGconn *Conn, const char *What);
};

static void need(PGconn *Conn, bool Ok) {
  if (Ok)
    return;
  DatabaseError Error(Conn, "no database");
  PQfinish(Conn);
  throw Error;
}

void purge(const char *Dsn) {
  PGconn *Conn = PQconnectdb(Dsn);
  need(Conn, PQstatus(Conn) == CONNECTION_OK);
  PQclear(PQexec(Conn, "DELETE FROM notes"));
  PQfinish(Conn);
}
