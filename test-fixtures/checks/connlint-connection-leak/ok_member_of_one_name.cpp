// Members of one name, each closed by its own class, its base or a friend.
#include <libpq-fe.h>

class Closed {
public:
  explicit Closed(const char *Dsn) : Conn(PQconnectdb(Dsn)) {}
  ~Closed() { PQfinish(Conn); }

private:
  PGconn *Conn;
};

class Base {
protected:
  ~Base() { PQfinish(Conn); }
  PGconn *Conn = nullptr;
};

class Derived : Base {
public:
  void open(const char *Dsn) {
    if (!Conn)
      Conn = PQconnectdb(Dsn);
  }
};

class Befriended {
public:
  void open(const char *Dsn) {
    if (!Conn)
      Conn = PQconnectdb(Dsn);
  }
  friend void quit(Befriended &Session);

private:
  PGconn *Conn = nullptr;
};

void quit(Befriended &Session) {
  PQfinish(Session.Conn);
  Session.Conn = nullptr;
}
