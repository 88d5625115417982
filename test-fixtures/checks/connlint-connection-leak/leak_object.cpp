// A class without destructor leaves its handle behind.
#include <app.h>
#include <libpq-fe.h>

class Plain {
public:
  explicit Plain(const char *Dsn) : Conn(PQconnectdb(Dsn)) {}
  void close() { PQfinish(Conn); }
  bool good() const { return PQstatus(Conn) == CONNECTION_OK; }

private:
  PGconn *Conn;
};

int local(const char *Dsn) {
  Plain P(Dsn);
  if (!P.good())
    return -1; // want "failed connection .P\.Conn." [connlint-connection-leak]
  P.close();
  return 0;
}
