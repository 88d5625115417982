// Once the object is there, or a constructor has delegated, its destructor runs.
#include <app.h>
#include <libpq-fe.h>
#include <stdexcept>

struct Settings {
  explicit Settings(int N) {
    if (N < 0)
      throw std::invalid_argument("negative");
  }
};

class First { // ok: what may throw comes before the connection
public:
  First(const char *Dsn, int N) : Options(N), Conn(PQconnectdb(Dsn)) {}
  First(const First &) = delete;
  ~First() { PQfinish(Conn); }

private:
  Settings Options;
  PGconn *Conn;
};

class Handle {
public:
  explicit Handle(const char *Dsn) : Conn(PQconnectdb(Dsn)) {}
  Handle(const Handle &) = delete;
  ~Handle() { PQfinish(Conn); }

private:
  PGconn *Conn;
};

class Derived : Handle {
public:
  explicit Derived(const char *Dsn) : Handle(Dsn) {
    app_check(1); // ok: the base class is destroyed
  }
};

class Delegating {
public:
  explicit Delegating(PGconn *C) : Conn(C) {}
  explicit Delegating(const char *Dsn) : Delegating(PQconnectdb(Dsn)) {
    app_check(1); // ok: the object is there since the other constructor has ended
  }
  Delegating(const Delegating &) = delete;
  ~Delegating() { PQfinish(Conn); }

private:
  PGconn *Conn;
};

int use(const char *Dsn) {
  First A(Dsn, app_number());
  Derived B("b");
  Delegating C("c");
  app_check(2); // ok: all three are destroyed
  return 0;
}
