// Members that are closed by a method, by a helper of this file, or perhaps by somebody else.
#include <libpq-fe.h>

static void quit(PGconn *Conn) { PQfinish(Conn); }
void keep(PGconn *Conn);

class Gateway {
public:
  bool start(const char *Dsn, const char *Other);
  void stop() { quit(Closed); }
  PGconn *take() { return Taken; }
  bool lend(const char *Dsn);
  friend class Closer;

private:
  PGconn *Closed = nullptr;
  PGconn *Taken = nullptr;
  PGconn *Kept = nullptr;
};

bool Gateway::start(const char *Dsn, const char *Other) {
  Closed = PQconnectdb(Dsn);
  Taken = PQconnectdb(Other);
  return PQstatus(Closed) == CONNECTION_OK && PQstatus(Taken) == CONNECTION_OK;
}

bool Gateway::lend(const char *Dsn) {
  Kept = PQconnectdb(Dsn);
  keep(Kept);
  return PQstatus(Kept) == CONNECTION_OK;
}

// One for the whole process.
class Shared {
public:
  static Shared &instance() {
    static Shared Only;
    return Only;
  }
  bool open(const char *Dsn) {
    Link = PQconnectdb(Dsn);
    return PQstatus(Link) == CONNECTION_OK;
  }

private:
  PGconn *Link = nullptr;
};

bool connectAll(const char *Dsn) { return Shared::instance().open(Dsn); }
