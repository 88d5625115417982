// The constructor has connected, and nothing but the destructor closes.
#include <libpq-fe.h>

class Link {
public:
  explicit Link(const char *Dsn) : Conn(PQconnectdb(Dsn)) {}
  ~Link() {
    if (Conn)
      PQfinish(Conn);
  }
  bool isAlive() const { return PQstatus(Conn) == CONNECTION_OK; }
  void useDatabase(const char *Dsn) {
    Conn = PQconnectdb(Dsn); // want "overwritten" [connlint-connection-leak]
  }

private:
  PGconn *Conn;
};
