// A class that owns is moved, assigned and destroyed.
#include <app.h>
#include <libpq-fe.h>
#include <utility>

class Session {
public:
  Session() = default;
  explicit Session(const char *Dsn) : Conn(PQconnectdb(Dsn)) {}
  Session(Session &&Other) noexcept : Conn(std::exchange(Other.Conn, nullptr)) {}
  Session &operator=(Session &&Other) noexcept {
    std::swap(Conn, Other.Conn);
    return *this;
  }
  ~Session() { PQfinish(Conn); }
  bool good() const { return PQstatus(Conn) == CONNECTION_OK; }

private:
  PGconn *Conn = nullptr;
};

class Service {
public:
  explicit Service(const char *Dsn) : Db(Dsn) {}
  bool good() const { return Db.good(); }

private:
  Session Db;
  int Uses = 0;
};

int local(const char *Dsn) {
  Session S(Dsn);
  if (!S.good())
    return -1; // ok: the destructor releases
  Session Other(std::move(S)); // ok: moved, and released once
  return 0;
}

int assigned(const char *Dsn) {
  Session S;
  S = Session(Dsn); // ok: swapped with nothing
  return S.good();
}

int member(const char *Dsn) {
  Service S(Dsn);
  return S.good(); // ok: its member releases
}

int heap(const char *Dsn) {
  auto *S = new Session(Dsn);
  bool Good = S->good();
  delete S;
  return Good;
}

Session made(const char *Dsn) {
  Session S(Dsn);
  return S; // ok: handed to the caller
}
