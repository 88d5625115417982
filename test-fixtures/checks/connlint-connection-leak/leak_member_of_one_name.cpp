// The class above has a member of the same name and closes it; this one does not.
#include <libpq-fe.h>

class Closed {
public:
  explicit Closed(const char *Dsn) : Conn(PQconnectdb(Dsn)) {}
  ~Closed() { PQfinish(Conn); }
  bool isAlive() const { return PQstatus(Conn) == CONNECTION_OK; }

private:
  PGconn *Conn;
};

class Left {
public:
  explicit Left(const char *Dsn)
      : Conn(PQconnectdb(Dsn)) {} // want "stays in Left" [connlint-connection-leak]
  bool isAlive() const { return PQstatus(Conn) == CONNECTION_OK; }

private:
  PGconn *Conn;
};
