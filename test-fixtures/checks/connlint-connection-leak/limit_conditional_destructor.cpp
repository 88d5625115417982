// A destructor that releases only if a member says so is trusted.
#include <libpq-fe.h>

class Session {
public:
  Session(const char *Dsn, bool Owns) : Conn(PQconnectdb(Dsn)), Owns(Owns) {}
  Session(const Session &) = delete;
  ~Session() {
    if (Owns)
      PQfinish(Conn);
  }

private:
  PGconn *Conn;
  bool Owns;
};

void run(const char *Dsn, bool Shared) {
  Session Used(Dsn, Shared); // miss: it opens a connection of its own in any case
}
