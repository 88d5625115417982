// Each round closes and opens the connection of another element.
#include <libpq-fe.h>

struct Session {
  const char *Dsn;
  PGconn *Conn;
  ~Session() { PQfinish(Conn); }
  bool open() {
    PQfinish(Conn); // ok: of this element
    Conn = PQconnectdb(Dsn);
    if (PQstatus(Conn) == CONNECTION_OK)
      return true;
    PQfinish(Conn);
    Conn = nullptr;
    return false;
  }
};

struct Pool {
  Session *Sessions;
  int Size;
  bool open() {
    bool Ok = false;
    for (int I = 0; I < Size; ++I)
      Ok = Sessions[I].open() || Ok;
    return Ok;
  }
};
