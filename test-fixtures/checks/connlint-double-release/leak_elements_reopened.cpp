// Each round closes the connection of the same element.
#include <libpq-fe.h>

struct Session {
  PGconn *Conn;
  void close() { PQfinish(Conn); }
};

struct Pool {
  Session *Sessions;
  int Size;
  void close() {
    for (int I = 0; I < Size; ++I)
      Sessions[0].close(); // want "a second time" [connlint-double-release]
  }
};
