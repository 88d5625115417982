// The guard refers to the variable, which has lost the connection when the guard looks.
#include <libpq-fe.h>

struct Closer {
  PGconn *&Conn;
  ~Closer() {
    if (Conn)
      PQfinish(Conn);
  }
};

int run(const char *Dsn) {
  PGconn *Conn = PQconnectdb(Dsn);
  Closer Close{Conn};
  int Usable = PQstatus(Conn) == CONNECTION_OK;
  Conn = nullptr; // want "connection 'Conn'.*overwritten" [connlint-connection-leak]
  return Usable;
}
