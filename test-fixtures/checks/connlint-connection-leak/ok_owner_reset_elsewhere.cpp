// A helper or a method resets the owner, whose deleter is a value: what it had is released.
#include <libpq-fe.h>
#include <memory>

using Owner = std::unique_ptr<PGconn, decltype(&PQfinish)>;

static bool reopen(Owner &Conn, const char *Dsn) {
  Conn.reset(PQconnectdb(Dsn)); // ok: the one before is released
  return PQstatus(Conn.get()) == CONNECTION_OK;
}

bool one_of(const char *A, const char *B) {
  Owner Conn(nullptr, &PQfinish);
  return reopen(Conn, A) || reopen(Conn, B);
}

static bool reopen_shared(std::shared_ptr<PGconn> &Conn, const char *Dsn) {
  Conn.reset(PQconnectdb(Dsn), &PQfinish);
  return PQstatus(Conn.get()) == CONNECTION_OK;
}

bool one_of_shared(const char *A, const char *B) {
  std::shared_ptr<PGconn> Conn;
  return reopen_shared(Conn, A) || reopen_shared(Conn, B);
}

class Session {
public:
  bool open(const char *Dsn) {
    Conn = std::shared_ptr<PGconn>(PQconnectdb(Dsn), &PQfinish);
    return PQstatus(Conn.get()) == CONNECTION_OK;
  }
  bool one_of(const char *A, const char *B) {
    if (open(A))
      return true;
    Conn.reset();
    return open(B); // ok: released once, here or there
  }

private:
  std::shared_ptr<PGconn> Conn;
};
