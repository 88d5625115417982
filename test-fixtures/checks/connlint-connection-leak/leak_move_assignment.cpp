// What the object had before goes when it takes another connection over.
#include <libpq-fe.h>

class Link {
public:
  explicit Link(const char *Dsn) : Conn(PQconnectdb(Dsn)) {}
  ~Link() {
    if (Conn)
      PQfinish(Conn);
  }
  Link(Link &&Other) noexcept : Conn(Other.Conn) { Other.Conn = nullptr; }
  Link &operator=(Link &&Other) noexcept {
    if (this != &Other) {
      Conn = Other.Conn; // want "overwritten" [connlint-connection-leak]
      Other.Conn = nullptr;
    }
    return *this;
  }
  Link &operator=(PGconn *Given) {
    Conn = Given; // want "overwritten" [connlint-connection-leak]
    return *this;
  }

private:
  PGconn *Conn;
};
