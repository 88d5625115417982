// A guard without a constructor refers to the variable, and releases what is in there.
#include <libpq-fe.h>

struct Closer {
  PGconn *&Conn;
  ~Closer() { PQfinish(Conn); }
};

int run(const char *Dsn) {
  PGconn *Conn = PQconnectdb(Dsn);
  Closer Close{Conn};
  return PQstatus(Conn) == CONNECTION_OK; // ok: the guard releases
}

int later(const char *Dsn) {
  PGconn *Conn = nullptr;
  Closer Close{.Conn = Conn};
  Conn = PQconnectdb(Dsn);
  return PQstatus(Conn) == CONNECTION_OK; // ok: so it does what came later
}
