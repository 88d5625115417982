// A guard that was told to stand down does not release.
#include <app.h>
#include <libpq-fe.h>

class Guard {
public:
  explicit Guard(PGconn *C) : Conn(C) {}
  Guard(const Guard &) = delete;
  ~Guard() {
    if (Conn)
      PQfinish(Conn);
  }
  PGconn *dismiss() {
    PGconn *C = Conn;
    Conn = nullptr;
    return C;
  }

private:
  PGconn *Conn;
};

int run(const char *Dsn) {
  Guard G(PQconnectdb(Dsn));
  PGconn *Raw = G.dismiss();
  if (PQstatus(Raw) != CONNECTION_OK)
    return -1; // want "connection 'Raw'" [connlint-connection-leak]
  PQfinish(Raw);
  return 0;
}
